import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { samplePlan } from '@/lib/plan/samples';
import { credentialSecret, listCredentials } from '@/lib/store/credentials';
import { getPlan } from '@/lib/store/plans';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { importPlan } from './actions';

let role = 'owner';
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'console.test', origin: 'http://console.test' }),
}));
vi.mock('@/lib/auth/current-user', () => ({
  currentUser: async () => ({ id: 'u1', name: 'Wei', email: 'wei@example.com', role }),
}));

let database: TestDatabase;
beforeAll(async () => {
  vi.stubEnv('SLIPWAY_DATA', path.join(tmpdir(), `slipway-import-${process.pid}`));
  database = await testDatabase();
  await database.db.user.create({ data: { id: 'u1', name: 'Wei', email: 'wei@example.com' } });
});
beforeEach(() => {
  role = 'owner';
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

const roi = readFileSync('lib/plan/import/samples/roi-three-nodes.yaml', 'utf8');
const make = { use: 'make' } as const;

test('a file of another program becomes a plan, and its password a credential of the hosts', async () => {
  const answer = await importPlan({ text: roi, filename: 'cluster.yaml', name: 'from-roi', choices: [make] });
  if (!answer.ok) throw new Error(answer.error.code);
  const { document } = await getPlan(answer.data.planId);
  expect(document.name).toBe('from-roi');
  const ids = new Set(document.hosts.map(({ ssh }) => ssh.credential));
  expect(ids.size).toBe(1);
  expect((await credentialSecret([...ids][0] ?? ''))?.secret).toEqual({ kind: 'password', password: 'one-for-all' });
  const kept = JSON.stringify([
    answer,
    document,
    await database.db.auditEvent.findMany({ select: { action: true, data: true } }),
  ]);
  expect(kept).toContain('plan.import');
  expect(kept).toContain('credential.create');
  expect(kept).not.toContain('one-for-all');
});

test('a plan of our own keeps its credentials and gets the name that was chosen', async () => {
  const plan = samplePlan();
  const answer = await importPlan({ text: planToYaml(plan), filename: 'plan.yaml', name: 'again', choices: [] });
  if (!answer.ok) throw new Error(answer.error.code);
  expect((await getPlan(answer.data.planId)).document).toEqual({ ...plan, name: 'again' });
});

test('what the browser would not have sent is refused, and nothing is made of it', async () => {
  const before = await listCredentials();
  const plans = await database.db.plan.count();
  const refused = async (input: Parameters<typeof importPlan>[0]) => {
    const answer = await importPlan(input);
    return answer.ok ? 'taken' : answer.error.code;
  };
  const base = { filename: 'cluster.yaml', name: 'x' };
  expect(await refused({ ...base, text: 'nonsense', choices: [] })).toBe('invalid-input');
  expect(await refused({ ...base, text: roi, choices: [] })).toBe('invalid-input');
  expect(await refused({ ...base, text: roi, choices: [make, make] })).toBe('invalid-input');
  expect(await refused({ ...base, text: 'a'.repeat(2_000_000), choices: [] })).toBe('invalid-input');
  expect(await refused({ ...base, text: roi, choices: [{ use: 'existing', credentialId: 'gone' }] })).toBe(
    'credential.not-found',
  );
  role = 'viewer';
  expect(await refused({ ...base, text: roi, choices: [make] })).toBe('forbidden');
  expect(await listCredentials()).toEqual(before);
  expect(await database.db.plan.count()).toBe(plans);
});
