import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { consoleMoveFormSchema, readConsoleMoveForm } from '@/lib/cluster/console-move-form';
import { FakeApi } from '@/lib/kubernetes/fake-api';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { createCredential } from '@/lib/store/credentials';
import { createPlan } from '@/lib/store/plans';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { startConsoleMove } from './actions';
import { loadConsoleMove } from './load-console-move';

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'console.test', origin: 'http://console.test' }),
}));
const user = { id: 'u1', name: 'Wei', email: 'wei@example.com', role: 'owner' };
vi.mock('@/lib/auth/current-user', () => ({ currentUser: async () => user }));

let database: TestDatabase;
let api: FakeApi;
let kubeconfig: string;
let password: string;
beforeAll(async () => {
  [database, api] = await Promise.all([testDatabase(), FakeApi.open()]);
  await database.db.user.create({ data: { id: user.id, name: user.name, email: user.email } });
  const stored = async (name: string, secret: Parameters<typeof createCredential>[0]['secret']) => {
    const made = await createCredential({ name, secret });
    if ('problem' in made) throw new Error(made.problem);
    return made.credential.id;
  };
  kubeconfig = await stored('old cluster', { kind: 'kubeconfig', kubeconfig: api.kubeconfig() });
  password = await stored('mysql', { kind: 'password', password: 'only-here-4711' });
});
afterAll(async () => {
  api?.close();
  await database?.close();
});

/** A stored plan; on a cluster that was there before unless it says otherwise. */
async function planOf(distribution: 'existing' | 'kubeadm' = 'existing'): Promise<string> {
  const existing = { distribution, kubeconfig, runner: 'node-1', version: 'v1.30.4' } as const;
  const plan = buildPlan(['all', 'all', 'all'], {
    ...outside,
    name: `old-${distribution}`,
    database: { kind: 'external', host: '10.0.9.3', user: 'rainbond', credential: password },
    rainbond: { kind: '6.x', console: false },
    ...(distribution === 'existing' ? { kubernetes: existing } : {}),
  });
  const hosts = plan.hosts.map((host) => ({ ...host, ssh: { ...host.ssh, credential: 'ops' } }));
  return (await createPlan({ document: { ...plan, hosts }, userId: user.id })).planId;
}
const { form } = readConsoleMoveForm({ host: 'node-2' });

test('only the bytes that were shown start, after the cluster’s name, and the start is on record', async () => {
  const planId = await planOf();
  const { sha256 } = await loadConsoleMove(planId, form);
  const start = (name: string, runbookSha256: string) => startConsoleMove({ planId, form, name, runbookSha256 });
  expect(await start('old', sha256)).toMatchObject({ ok: false, error: { code: 'name-differs' } });
  expect(await start('old-existing', '0'.repeat(64))).toMatchObject({ ok: false, error: { code: 'runbook-changed' } });
  const back = consoleMoveFormSchema.parse({ ...form, to: 'back' });
  const other = await startConsoleMove({ planId, form: back, name: 'old-existing', runbookSha256: sha256 });
  expect(other).toMatchObject({ ok: false, error: { code: 'runbook-changed' } });
  expect(await database.db.run.count({ where: { planId } })).toBe(0);
  await expect(start('old-existing', sha256)).rejects.toThrow('NEXT_REDIRECT');
  const [run] = await database.db.run.findMany({ where: { planId } });
  expect(run).toMatchObject({ kind: 'migrate-console', runbookSha256: sha256, planRevision: 1 });
  expect(JSON.stringify(run?.runbook)).not.toContain('only-here-4711');
  const [event] = await database.db.auditEvent.findMany({ where: { subject: `run:${run?.id}` } });
  expect(event).toMatchObject({
    action: 'run.start',
    data: { kind: 'migrate-console', direction: 'move', host: 'node-2' },
  });
});

test('a cluster that is not installed yet has nothing that a console could move into', async () => {
  const planId = await planOf('kubeadm');
  expect(await loadConsoleMove(planId, form)).toMatchObject({ runbook: null, refused: { code: 'no-cluster' } });
  const answer = await startConsoleMove({ planId, form, name: 'old-kubeadm', runbookSha256: '0'.repeat(64) });
  expect(answer).toEqual({ ok: false, error: { code: 'not-compiled' } });
});

test('without a choice the first host that can be signed in to is taken', async () => {
  const loaded = await loadConsoleMove(await planOf(), readConsoleMoveForm({}).form);
  expect(loaded.form.host).toBe('node-1');
  expect(loaded.hosts.map(({ name }) => name)).toEqual(['node-1', 'node-2', 'node-3']);
});
