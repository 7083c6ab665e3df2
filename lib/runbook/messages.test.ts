import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compileErrorCodes } from './compile-error';
import { runbookSchema } from './runbook';

const root = join(import.meta.dirname, '..', '..');
const messagesSchema = z.object({
  phases: z.record(z.string(), z.string().min(1)),
  steps: z.record(z.string(), z.object({ title: z.string().min(1), about: z.string().min(1) })),
  errors: z.record(z.string(), z.string().min(1)),
});
const messages = (language: string) =>
  messagesSchema.parse(JSON.parse(readFileSync(join(root, 'messages', language, 'runbook.json'), 'utf8')));

const golden = join(import.meta.dirname, 'golden');
const outs = readdirSync(golden, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [join(golden, entry.name, 'out')] : [],
);
const phases = outs.flatMap((out) =>
  runbookSchema
    .pick({ phases: true })
    .parse(JSON.parse(readFileSync(join(out, 'runbook.json'), 'utf8')))
    .phases.map(({ id }) => id),
);
const actions = outs.flatMap((out) =>
  readFileSync(join(out, 'graph.txt'), 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' || line.startsWith(' ') ? [] : [line.split('/')[0] ?? ''])),
);

// `fix` is compiled from what preflight finds (lib/preflight/fix).
describe.each(['en', 'zh'])('%s', (language) => {
  test('every step that is compiled has a title and says what it does, and no text is left over', () => {
    expect(Object.keys(messages(language).steps).sort()).toEqual([...new Set([...actions, 'fix'])].sort());
  });
  test('every phase has a title', () => {
    expect(Object.keys(messages(language).phases).sort()).toEqual([...new Set([...phases, 'fix'])].sort());
  });
  test('every reason not to compile has a text', () => {
    expect(Object.keys(messages(language).errors).sort()).toEqual([...compileErrorCodes].sort());
  });
});
