import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { accept } from '@/lib/plan/accepting';
import { blocking, findingsOf } from '@/lib/plan/findings';
import { placeOfHost } from '@/lib/plan/place';
import { sampleBundle, sampleFactsOf, samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planSha256 } from '@/lib/preflight/plan-sha256';
import type { Report, Result } from '@/lib/preflight/result';
import { sampleReport } from '@/lib/preflight/testing';
import { saveFacts } from '@/lib/store/facts';
import { createPlan } from '@/lib/store/plans';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { startInstall } from './actions';
import { loadReview } from './load-review';

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'console.test', origin: 'http://console.test' }),
}));
vi.mock('@/lib/auth/current-user', () => ({
  currentUser: async () => ({ id: 'u1', name: 'Wei', email: 'wei@example.com', role: 'owner' }),
}));
// A bundle is gigabytes; what is asked here is what the server does with a plan that blocks.
vi.mock('@/lib/artifacts/read-bundle', () => ({ readBundle: async () => bundle }));

const manifests = { 'manifests/kube-flannel.yml': readFileSync('lab/kube-flannel.yml', 'utf8') };
const bundle = { folder: '/srv/bundle', index: { ...sampleBundle(), manifests }, problems: [] };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.db.user.create({ data: { id: 'u1', name: 'Wei', email: 'wei@example.com' } });
  // The sample plan's: nobody signs in here, so nothing is sealed in it.
  await database.db.credential.create({ data: { id: 'ops-key', name: 'ops-key', kind: 'password', sealed: '' } });
});
afterAll(() => database.close());
beforeEach(() => database.db.run.deleteMany());

/** Stored, with healthy hosts. */
async function stored(plan: Plan): Promise<string> {
  const facts = sampleFactsOf(plan);
  for (const host of plan.hosts) {
    const known = facts[host.name];
    if (known) await saveFacts(placeOfHost(host), known);
  }
  return (await createPlan({ document: plan, userId: 'u1' })).planId;
}

const start = (planId: string, runbookSha256 = '0'.repeat(64)) => startInstall({ planId, revision: 1, runbookSha256 });
const runs = () => database.db.run.count();

const overlapping = samplePlan(({ kubernetes }) => {
  kubernetes.podCidr = '10.96.0.0/16';
});

test('a plan with a blocking finding is refused by the server, whatever the button said', async () => {
  const planId = await stored(overlapping);
  expect(await start(planId)).toEqual({ ok: false, error: { code: 'findings-block', values: { count: 1 } } });
  expect(await runs()).toBe(0);
});

test('a record that it was accepted doesn’t let it through', async () => {
  const [finding] = blocking(findingsOf({ plan: overlapping, facts: sampleFactsOf(overlapping), bundle }));
  if (!finding) throw new Error('the plan should block');
  const record = { reason: 'We know.', by: 'wei@example.com', at: '2026-01-01T00:00:00.000Z' };
  const planId = await stored(accept(overlapping, finding, record));
  expect(await start(planId)).toMatchObject({ ok: false, error: { code: 'findings-block' } });
  expect(await runs()).toBe(0);
});

test('a credential that signs in to no host is refused the same way, and so is one that is gone', async () => {
  const planId = await stored(samplePlan());
  await database.db.credential.update({ where: { id: 'ops-key' }, data: { kind: 'kubeconfig' } });
  expect(await start(planId)).toEqual({ ok: false, error: { code: 'findings-block', values: { count: 3 } } });
  await database.db.credential.update({ where: { id: 'ops-key' }, data: { kind: 'password' } });
  const other = samplePlan(({ hosts }) => {
    for (const { ssh } of hosts) ssh.credential = 'deleted';
  });
  expect(await start(await stored(other))).toEqual({
    ok: false,
    error: { code: 'findings-block', values: { count: 3 } },
  });
  expect(await runs()).toBe(0);
});

test('a choice that no runbook carries out is refused the same way', async () => {
  const planId = await stored(samplePlan(() => {}, 'nine-hosts'));
  expect(await start(planId)).toMatchObject({ ok: false, error: { code: 'findings-block' } });
});

test('the same plan without the finding comes past it: there only the reviewed bytes count', async () => {
  const planId = await stored(samplePlan());
  expect(await start(planId)).toEqual({ ok: false, error: { code: 'runbook-changed' } });
  const { sha256, findings } = await loadReview(planId);
  expect(blocking(findings)).toEqual([]);
  await expect(start(planId, sha256)).rejects.toThrow('NEXT_REDIRECT');
  expect(await runs()).toBe(1);
});

test('a preflight that found something that blocks is as good as a rule that does', async () => {
  const plan = samplePlan();
  const planId = await stored(plan);
  const report = async (state: Report['state'], severity: 'block' | 'warn') => {
    const result: Result = {
      check: 'swap.off',
      host: 'node-1',
      state: 'finding',
      severity,
      values: {},
      at: 1,
      tookMs: 1,
    };
    const whole = sampleReport(['node-1'], [], { planId, planSha256: planSha256(plan), state, results: [result] });
    await database.db.preflight.deleteMany({ where: { planId } });
    await database.db.preflight.create({ data: { id: planId, planId, state, report: whole, heartbeatAt: new Date() } });
  };
  await report('finished', 'block');
  const { sha256 } = await loadReview(planId);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await start(planId, sha256)).toEqual({ ok: false, error: { code: 'findings-block', values: { count: 1 } } });
  await report('running', 'warn');
  expect(await start(planId, sha256)).toMatchObject({ ok: false, error: { code: 'preflight-running' } });
  expect(await runs()).toBe(0);
  await report('finished', 'warn');
  await expect(start(planId, sha256)).rejects.toThrow('NEXT_REDIRECT');
  expect(await runs()).toBe(1);
});

test('no preflight is a warning on the review', async () => {
  const planId = await stored(samplePlan());
  const { findings } = await loadReview(planId);
  expect(findings.map(({ id, severity }) => [id, severity])).toContainEqual(['preflight.missing', 'warn']);
});
