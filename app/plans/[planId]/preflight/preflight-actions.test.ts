import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { SessionUser } from '@/lib/auth/permissions';
import { testHost } from '@/lib/hosts/testing';
import { isAccepted } from '@/lib/plan/accepting';
import { samplePlan } from '@/lib/plan/samples';
import { preflightFindings } from '@/lib/preflight/findings';
import { planSha256 } from '@/lib/preflight/plan-sha256';
import type { Report, Result } from '@/lib/preflight/result';
import { stopPreflights } from '@/lib/preflight/start';
import { latestReport } from '@/lib/preflight/store';
import { sampleReport } from '@/lib/preflight/testing';
import { fakeRunbook } from '@/lib/runs/fake-runbook';
import { TestRun } from '@/lib/runs/testing';
import { createPlan, getPlan, savePlan } from '@/lib/store/plans';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { acceptFinding, startPreflight, stopPreflight, withdrawFinding } from './actions';
import { startFix } from './fix-actions';

let user: SessionUser;
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'console.test', origin: 'http://console.test' }),
}));
vi.mock('@/lib/auth/current-user', () => ({ currentUser: async () => user }));
// Nobody answers there: what is asked here is who may start what, and when.
vi.mock('@/lib/hosts/target-of', async () => {
  const host = await testHost({ password: 'secret' });
  return { targetOf: async () => host.target({ port: 1 }) };
});

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => {
  user = { id: 'u1', name: 'Wei', email: 'wei@example.com', role: 'operator' };
});
afterEach(() => stopPreflights());
afterAll(() => database.close());

const plan = samplePlan();
const [first = '', second = ''] = plan.hosts.map(({ name }) => name);
const aPlan = async () => (await createPlan({ document: plan, userId: 'u1' })).planId;
const audited = async (action: string) =>
  database.db.auditEvent.findMany({ where: { action }, orderBy: { id: 'desc' } });

const warning = (host: string, severity: 'warn' | 'block' = 'warn'): Result => ({
  check: 'swap.off',
  host,
  state: 'finding',
  severity,
  values: { gib: 1, areas: 1 },
  at: 1,
  tookMs: 1,
});

async function reported(planId: string, results: Result[]): Promise<Report> {
  const report = sampleReport([first, second], [], {
    ...{ planId, id: `report of ${planId}`, planSha256: planSha256(plan), state: 'finished', finishedAt: 2, results },
  });
  await database.pool.query(
    `INSERT INTO preflight (id, plan_id, state, report, heartbeat_at) VALUES ($1, $2, 'finished', $3, now())`,
    [report.id, planId, JSON.stringify(report)],
  );
  return report;
}

test('an operator starts one, and it is in the record', async () => {
  const planId = await aPlan();
  const answer = await startPreflight({ planId });
  if (!answer.ok) throw new Error(answer.error.code);
  expect((await latestReport(planId))?.id).toBe(answer.data.reportId);
  expect((await latestReport(planId))?.startedBy).toBe('Wei');
  expect((await audited('preflight.start'))[0]).toMatchObject({ userId: 'u1', subject: `plan:${planId}` });
});

test('a viewer starts and stops nothing, and accepts nothing', async () => {
  const planId = await aPlan();
  await reported(planId, [warning(first)]);
  user = { ...user, role: 'viewer' };
  const forbidden = { ok: false, error: { code: 'forbidden' } };
  expect(await startPreflight({ planId })).toEqual(forbidden);
  expect(await stopPreflight({ planId })).toEqual(forbidden);
  expect(await acceptFinding({ planId, check: 'swap.off', hosts: [first], reason: 'r' })).toEqual(forbidden);
  expect(await withdrawFinding({ planId, check: 'swap.off', hosts: [first] })).toEqual(forbidden);
  expect((await getPlan(planId)).revision).toBe(1);
});

test('while a run changes one of its hosts it is refused', async () => {
  const planId = await aPlan();
  const run = await new TestRun(database.pool).create(fakeRunbook([{ id: 'a' }]));
  await database.pool.query(`UPDATE run SET runbook = jsonb_set(runbook, '{hosts}', $2) WHERE id = $1`, [
    run.runId,
    JSON.stringify([{ name: 'x', address: plan.hosts[0]?.address }]),
  ]);
  expect(await startPreflight({ planId })).toMatchObject({ ok: false, error: { code: 'cluster-busy' } });
  await database.pool.query(`UPDATE run SET state = 'failed' WHERE id = $1`, [run.runId]);
  expect(await startPreflight({ planId })).toMatchObject({ ok: true });
});

test('what is not there is said', async () => {
  expect(await startPreflight({ planId: 'none' })).toMatchObject({ error: { code: 'no-such-plan' } });
  expect(await stopPreflight({ planId: await aPlan() })).toMatchObject({ error: { code: 'preflight-not-running' } });
});

test('a warning is accepted with a name that the server signs, on the newest revision, and withdrawn', async () => {
  const planId = await aPlan();
  const report = await reported(planId, [warning(first), warning(second)]);
  await savePlan({ planId, baseRevision: 1, document: { ...plan, domains: [] }, userId: 'u2' });
  const answer = await acceptFinding({ planId, check: 'swap.off', hosts: [first, second], reason: ' known ' });
  expect(answer).toEqual({ ok: true, data: { revision: 3 } });
  const { document } = await getPlan(planId);
  expect(document.domains).toEqual([]);
  expect(document.accepted).toMatchObject([
    { id: 'swap.off', hosts: [first], reason: 'known', by: 'Wei' },
    { id: 'swap.off', hosts: [second], reason: 'known', by: 'Wei' },
  ]);
  const found = preflightFindings(document, report).filter(({ id }) => id === 'swap.off');
  expect(found.map((finding) => isAccepted(document, finding))).toEqual([true, true]);
  expect((await audited('preflight.accept'))[0]).toMatchObject({ data: { check: 'swap.off', reason: 'known' } });

  expect(await withdrawFinding({ planId, check: 'swap.off', hosts: [first] })).toMatchObject({ ok: true });
  expect((await getPlan(planId)).document.accepted.map(({ hosts }) => hosts)).toEqual([[second]]);
});

test('what was found for an older plan is mended on no host: its name may be another machine’s now', async () => {
  const planId = await aPlan();
  await reported(planId, [warning(first, 'block')]);
  const fix = () => startFix({ planId, check: 'swap.off', hosts: [first], sha256: '0'.repeat(64) });
  // It is found, only not what was shown.
  expect(await fix()).toMatchObject({ error: { code: 'runbook-changed' } });
  const [host, ...others] = plan.hosts;
  if (!host) throw new Error('the sample has hosts');
  const document = { ...plan, hosts: [{ ...host, address: '10.9.9.9' }, ...others] };
  await savePlan({ planId, baseRevision: 1, document, userId: 'u1' });
  expect(await fix()).toMatchObject({ error: { code: 'finding-gone', values: { host: first } } });
});

test('what blocks can’t be accepted, nor what isn’t found', async () => {
  const planId = await aPlan();
  await reported(planId, [warning(first, 'block')]);
  const on = (hosts: string[], check = 'swap.off') => acceptFinding({ planId, check, hosts, reason: 'r' });
  expect(await on([first])).toMatchObject({ error: { code: 'finding-blocks' } });
  expect(await on([second])).toMatchObject({ error: { code: 'finding-gone', values: { host: second } } });
  expect(await on([first], 'no.such')).toMatchObject({ error: { code: 'finding-gone' } });
  expect(await acceptFinding({ planId, check: 'swap.off', hosts: [first], reason: '  ' })).toMatchObject({
    error: { code: 'invalid-input' },
  });
  expect((await getPlan(planId)).revision).toBe(1);
});
