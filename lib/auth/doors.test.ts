import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findDoors } from './doors';

function tree(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'slipway-doors-'));
  for (const [file, text] of Object.entries({
    'lib/realtime/protocol.ts': '',
    'lib/realtime/server.ts': '',
    ...files,
  })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

it('finds a page by its address, and one that asks nothing as public', () => {
  const root = tree({
    'app/(console)/plans/[id]/page.tsx': `export default async function Page() { await requireUser('plan:read'); }`,
    'app/secret/page.tsx': 'export default function Page() { return null; }',
  });
  expect(findDoors(root).pages).toEqual({ '/plans/[id]': 'plan:read', '/secret': 'public' });
});

it('finds each method of a route handler', () => {
  const root = tree({
    'app/api/x/route.ts': `export const GET = route('run:read', f);\nexport async function POST() {}\nexport const dynamic = 'a';`,
  });
  expect(findDoors(root).routes).toEqual({ 'GET /api/x': 'run:read', 'POST /api/x': 'public' });
});

it('finds server actions in whichever file and form, and says which are not guarded', () => {
  const root = tree({
    'app/a/actions.ts': `'use server';
      export const save = action('plan:write', schema, handler);
      export const open = publicAction(schema, handler);
      export const computed = action(permission, schema, handler);
      export async function bare() {}
      export { other } from './other';
      export type T = string;`,
    'components/b.tsx': `export function B() { async function act() { 'use server'; } return act; }`,
    'lib/c.ts': `// mentions 'use server' only\nexport const c = 1;`,
  });
  expect(findDoors(root).actions).toEqual({
    'app/a/actions.ts#save': 'plan:write',
    'app/a/actions.ts#open': 'public',
    'app/a/actions.ts#computed': 'unguarded',
    'app/a/actions.ts#bare': 'unguarded',
    "app/a/actions.ts#export { other } from './other';": 'unguarded',
    'components/b.tsx#(inside)': 'unguarded',
  });
});

it('finds the events of the protocol', () => {
  const root = tree({
    'lib/realtime/protocol.ts': `export type ClientEvents = { 'a:b': () => void; 'c:d': () => void };`,
  });
  expect(findDoors(root).events).toEqual(['a:b', 'c:d']);
});
