import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type TestHost, testHost } from '@/lib/hosts/testing';
import { samplePlan } from '@/lib/plan/samples';
import { latestFacts } from '@/lib/store/facts';
import { createPlan, savePlan } from '@/lib/store/plans';
import { staleSeconds } from '@/lib/store/silent-preflight';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { type CheckContext, type HostCheck, passed } from './check';
import { accessChecks } from './checks/access';
import { startPreflight, stopPreflight, stopPreflights } from './start';
import { beat, keptReports, latestReport, preflightChannel, reportsOf, writeReport } from './store';
import { sampleReport } from './testing';

let database: TestDatabase;
let server: TestHost;
beforeAll(async () => {
  database = await testDatabase();
  server = await testHost({ password: 'secret' });
});
afterEach(() => stopPreflights());
afterAll(async () => {
  await server.close();
  await database.close();
});

const check = (id: string, script: string): HostCheck => ({
  kind: 'host',
  id,
  group: 'system',
  section: 'hosts',
  source: 'a test',
  appliesTo: () => true,
  byHand: () => 'true',
  script: () => script,
  judge: () => passed(),
  deadlineSeconds: 30,
});

const plan = samplePlan((sample) => {
  sample.hosts = sample.hosts.slice(0, 1);
});
const aPlan = async () => (await createPlan({ document: plan, userId: 'u' })).planId;

const start = (planId: string, script = 'true', more: Partial<Parameters<typeof startPreflight>[0]> = {}) =>
  startPreflight({
    planId,
    user: { name: 'Wei' },
    clusterOf: async () => ({ exists: false, open: null }),
    session: {
      targetOf: async () => server.target(),
      catalogue: { access: accessChecks, scripts: [check('x', script), check('y', 'true')], probes: [] },
    },
    ...more,
  });

/** As if whoever runs it had died long ago. */
const die = (planId: string) =>
  database.pool.query(
    `UPDATE preflight SET heartbeat_at = heartbeat_at - make_interval(secs => ${staleSeconds + 5}) WHERE plan_id = $1`,
    [planId],
  );

test('the report is stored from its first moment to its last, and the facts with it', async () => {
  const planId = await aPlan();
  expect(await latestReport(planId)).toBeNull();
  const { reportId, ended } = await start(planId);
  const first = await latestReport(planId);
  expect(first).toMatchObject({ id: reportId, state: 'running', planRevision: 1, startedBy: 'Wei' });
  await ended;
  const last = await latestReport(planId);
  expect(last).toMatchObject({ id: reportId, state: 'finished' });
  expect(last?.results.find((result) => result.check === 'x')).toMatchObject({ state: 'passed' });
  const [host] = plan.hosts;
  expect(await latestFacts({ way: '', address: host?.address ?? '', port: 22 })).not.toBeNull();
});

test('checks know the plan’s id, and the hosts on which its install was begun from this console', async () => {
  const planId = await aPlan();
  const run = (number: number, kind: string, startedAt: Date | null, address: string) =>
    database.db.run.create({
      data: {
        ...{ planId, number, kind, startedAt, planRevision: 1, state: 'failed', createdBy: 'u', runbookSha256: '' },
        runbook: { hosts: [{ name: 'node-1', address, roles: [] }] },
      },
    });
  await run(1, 'install', new Date(), '10.0.0.11');
  await run(2, 'install', null, '10.0.0.12');
  await run(3, 'uninstall', new Date(), '10.0.0.13');
  const contexts: CheckContext[] = [];
  const seeing: HostCheck = {
    ...check('x', 'true'),
    judge: (_reading, context) => {
      contexts.push(context);
      return passed();
    },
  };
  const session = {
    targetOf: async () => server.target(),
    catalogue: { access: accessChecks, scripts: [seeing], probes: [] },
  };
  await (await start(planId, 'true', { session })).ended;
  expect(contexts).toMatchObject([{ planId, installedOn: ['10.0.0.11'] }]);
});

test('one of a plan runs at a time, whoever starts it, and another plan’s beside it', async () => {
  const planId = await aPlan();
  await start(planId, 'sleep 20');
  await expect(start(planId)).rejects.toMatchObject({ code: 'preflight-running', values: { by: 'Wei' } });
  const other = await start(await aPlan());
  await other.ended;
  const both = await Promise.allSettled([start(await aPlan()), start(planId)]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('two consoles that start at once don’t both', async () => {
  const planId = await aPlan();
  const both = await Promise.allSettled([start(planId, 'sleep 5'), start(planId, 'sleep 5')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('stopped, it says so within a second or two', async () => {
  const planId = await aPlan();
  const { ended } = await start(planId, 'sleep 20');
  await stopPreflight(planId);
  await ended;
  const report = await latestReport(planId);
  expect(report?.state).toBe('stopped');
  expect(report?.results.find((result) => result.check === 'x')).toMatchObject({ reason: 'stopped' });
  await expect(stopPreflight(planId)).rejects.toMatchObject({ code: 'preflight-not-running' });
});

test('a stop that another console asked for is heard by the heart', async () => {
  const planId = await aPlan();
  const { ended } = await start(planId, 'sleep 20');
  // What stopPreflight does in a process that doesn't run it.
  await database.pool.query(`UPDATE preflight SET stop_requested_at = now() WHERE plan_id = $1`, [planId]);
  await ended;
  expect((await latestReport(planId))?.state).toBe('stopped');
});

test('without a heartbeat it is interrupted, nothing of it waits, and the next one may start', async () => {
  const planId = await aPlan();
  const report = sampleReport(['a'], ['swap.off'], { planId, id: `dead ${planId}` });
  await database.pool.query(
    `INSERT INTO preflight (id, plan_id, state, report, heartbeat_at) VALUES ($1, $2, 'running', $3, now() AT TIME ZONE 'utc')`,
    [report.id, planId, JSON.stringify(report)],
  );
  expect((await latestReport(planId))?.state).toBe('running');
  await die(planId);
  const read = await latestReport(planId);
  expect(read).toMatchObject({ state: 'interrupted', finishedAt: null });
  expect(read?.version).toBeGreaterThan(report.version);
  expect(read?.results).toEqual([expect.objectContaining({ state: 'not-run', reason: 'stopped' })]);
  await expect(stopPreflight(planId)).rejects.toMatchObject({ code: 'preflight-not-running' });

  const { ended } = await start(planId);
  await ended;
  expect((await latestReport(planId))?.state).toBe('finished');
  // It wakes up again: too late.
  expect(await writeReport(report)).toBe('gone');
  expect(await beat(report.id)).toBe('gone');
  expect((await reportsOf(planId))[1]).toMatchObject({ id: report.id, state: 'interrupted' });
});

test('the newest ones are kept', async () => {
  const planId = await aPlan();
  for (let index = 0; index < keptReports + 2; index++) {
    const report = sampleReport(['a'], [], { planId, id: `${planId} ${index}`, state: 'finished' });
    await database.pool.query(
      `INSERT INTO preflight (id, plan_id, state, report, heartbeat_at, started_at) VALUES ($1, $2, 'finished', $3, now(), now() - make_interval(hours => $4))`,
      [report.id, planId, JSON.stringify(report), 100 - index],
    );
  }
  const { reportId, ended } = await start(planId);
  await ended;
  const kept = await reportsOf(planId, 100);
  expect(kept).toHaveLength(keptReports);
  expect(kept[0]?.id).toBe(reportId);
  expect(kept.at(-1)?.id).toBe(`${planId} 3`);
});

test('what forbids it is asked in the transaction that begins it', async () => {
  const planId = await aPlan();
  const refuse = async () => {
    throw new Error('busy');
  };
  await expect(start(planId, 'true', { refuse })).rejects.toThrow('busy');
  expect(await latestReport(planId)).toBeNull();
});

test('a plan without hosts has nothing to look at', async () => {
  const { planId } = await createPlan({ document: { ...plan, hosts: [] }, userId: 'u' });
  await expect(start(planId)).rejects.toMatchObject({ code: 'no-hosts' });
});

test('a part that names nothing of the plan is refused, and leaves the newest report as it is', async () => {
  const planId = await aPlan();
  await (await start(planId)).ended;
  const before = await latestReport(planId);
  for (const only of [{ hosts: ['gone'] }, { checks: ['no.such'] }])
    await expect(start(planId, 'true', { only })).rejects.toMatchObject({ code: 'nothing-asked' });
  expect(await latestReport(planId)).toEqual(before);
});

test('a part is merged into the newest report, of the newest revision', async () => {
  const planId = await aPlan();
  await (await start(planId)).ended;
  const first = await latestReport(planId);
  await savePlan({ planId, baseRevision: 1, document: { ...plan, accepted: [] }, userId: 'u' });
  await (await start(planId, 'true', { only: { checks: ['x'] } })).ended;
  const second = await latestReport(planId);
  expect(second).toMatchObject({ planRevision: 2, state: 'finished' });
  const of = (report: typeof first, id: string) => report?.results.find((result) => result.check === id);
  expect(of(second, 'y')).toEqual(of(first, 'y'));
  expect(of(second, 'x')).not.toEqual(of(first, 'x'));
});

test('pages hear of it', async () => {
  const planId = await aPlan();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const heard: (string | undefined)[] = [];
  client.on('notification', ({ payload }) => heard.push(payload));
  await client.query(`LISTEN ${preflightChannel}`);
  await (await start(planId)).ended;
  await expect.poll(() => heard.length).toBeGreaterThanOrEqual(2);
  expect(new Set(heard)).toEqual(new Set([planId]));
  await client.end();
});
