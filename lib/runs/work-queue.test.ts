import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { askCancel, askRetry, askRetryFailed } from './ask';
import { insertRun } from './create-run';
import { FakeHosts } from './fake-hosts';
import { fakeRunbook } from './fake-runbook';
import { startQueue } from './queue';
import { RunError } from './run-error';
import { readRunView } from './run-view';
import { insertPlan, markedSeal, testEngine } from './testing';
import type { RunState } from './view';
import { startWorking, type Worker } from './work-queue';

let database: TestDatabase;
let boss: PgBoss;
let worker: Worker;
const hosts = new FakeHosts();
const user = { id: 'somebody' };

beforeAll(async () => {
  database = await testDatabase();
  boss = await startQueue(database.url);
  worker = await startWorking({ boss, url: database.url, engine: testEngine(database.pool, hosts) });
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await boss.stop({ graceful: false });
  await database.close();
}, 30_000);

const store = () => ({ pool: database.pool, ...markedSeal });

async function create(runbook: ReturnType<typeof fakeRunbook>, planId: string = randomUUID()) {
  await insertPlan(database.pool, planId);
  return again(runbook, planId);
}

function again(runbook: ReturnType<typeof fakeRunbook>, planId: string) {
  const sha256 = runbookSha256(runbook);
  return insertRun(store(), boss, { planId, kind: 'install', planRevision: 1, runbook, sha256, user });
}

async function until(runId: string, ...states: RunState[]) {
  for (;;) {
    const view = await readRunView(database.pool, runId);
    if (view && states.includes(view.state)) return view;
    await sleep(20);
  }
}

describe('a queued run', () => {
  it('is driven to its end', async () => {
    const { runId, number } = await create(fakeRunbook([{ id: 'a1' }]));
    expect(number).toBe(1);
    expect((await until(runId, 'succeeded')).steps[0]?.state).toBe('succeeded');
  });

  it('is the only one of its cluster, until it has ended', async () => {
    let end = () => {};
    hosts.behaviours.set('a2', { until: new Promise<void>((resolve) => (end = resolve)) });
    const planId = randomUUID();
    const { runId } = await create(fakeRunbook([{ id: 'a2' }]), planId);
    const second = () => again(fakeRunbook([{ id: 'b2' }]), planId);
    await expect(second()).rejects.toMatchObject({ code: 'cluster-busy', values: { run: 1, whose: 'own' } });
    end();
    await until(runId, 'succeeded');
    const { runId: secondId, number } = await second();
    expect(number).toBe(2);
    await until(secondId, 'succeeded');
  });

  it('is refused while another plan is at work on one of its hosts, and free on other hosts', async () => {
    let end = () => {};
    hosts.behaviours.set('a8', { until: new Promise<void>((resolve) => (end = resolve)) });
    const first = await create(fakeRunbook([{ id: 'a8' }]));
    const { planName } = (await readRunView(database.pool, first.runId)) ?? {};
    const copy = randomUUID();
    await expect(create(fakeRunbook([{ id: 'b8' }]), copy)).rejects.toMatchObject({
      code: 'cluster-busy',
      values: { run: 1, whose: 'other', plan: planName, hosts: '10.0.0.11' },
    });
    const elsewhere = await create(
      fakeRunbook([{ id: 'c8' }], { hosts: [{ name: 'n1', address: '10.9.9.9', roles: ['worker'] }] }),
    );
    await until(elsewhere.runId, 'succeeded');
    end();
    await until(first.runId, 'succeeded');
    await until((await create(fakeRunbook([{ id: 'b8' }]))).runId, 'succeeded');
  });

  it('is refused while a preflight looks at one of its hosts, until that is over or its console gone', async () => {
    const looked = randomUUID();
    await insertPlan(database.pool, looked);
    const hosts = [{ name: 'n1', address: '10.9.9.8', roles: ['worker' as const] }];
    await database.pool.query(
      `INSERT INTO preflight (id, plan_id, state, report, heartbeat_at)
       VALUES ($1, $1, 'running', $2, now() AT TIME ZONE 'utc')`,
      [looked, JSON.stringify({ startedBy: 'Wei', hosts })],
    );
    const refused = { code: 'preflight-running', values: { by: 'Wei' } };
    await expect(create(fakeRunbook([{ id: 'a10' }], { hosts }))).rejects.toMatchObject(refused);
    await expect(again(fakeRunbook([{ id: 'b10' }]), looked)).rejects.toMatchObject(refused);
    // A runbook knows a host by its address inside, which only the plan that is looked at says.
    const inside = [{ name: 'n1', address: '192.168.9.8', roles: ['worker' as const] }];
    await database.pool.query(
      `UPDATE plan_revision SET document = jsonb_set(document, '{hosts}', $2) WHERE plan_id = $1`,
      [looked, JSON.stringify([{ name: 'n1', address: '10.9.9.8', internalAddress: '192.168.9.8' }])],
    );
    await expect(create(fakeRunbook([{ id: 'd10' }], { hosts: inside }))).rejects.toMatchObject(refused);
    await database.pool.query(
      `UPDATE preflight SET heartbeat_at = (now() AT TIME ZONE 'utc') - interval '60 s' WHERE id = $1`,
      [looked],
    );
    await until((await create(fakeRunbook([{ id: 'c10' }], { hosts }))).runId, 'succeeded');
  });

  it('that failed is not tried again while another plan is at work on its hosts', async () => {
    hosts.behaviours.set('a9', { exitCode: 1, output: 'disk full\n' });
    const failed = await create(fakeRunbook([{ id: 'a9' }]));
    await until(failed.runId, 'failed');
    let end = () => {};
    hosts.behaviours.set('b9', { until: new Promise<void>((resolve) => (end = resolve)) });
    const other = await create(fakeRunbook([{ id: 'b9' }]));
    await expect(askRetry(store(), boss, failed.runId, 'a9')).rejects.toMatchObject({ code: 'cluster-busy' });
    end();
    await until(other.runId, 'succeeded');
  });

  it('that failed is not tried again once the plan has a newer run', async () => {
    hosts.behaviours.set('a10', { exitCode: 1, output: 'disk full\n' });
    const planId = randomUUID();
    const failed = await create(fakeRunbook([{ id: 'a10' }]), planId);
    await until(failed.runId, 'failed');
    const newer = await again(fakeRunbook([{ id: 'b10' }]), planId);
    await until(newer.runId, 'succeeded');
    await expect(askRetry(store(), boss, failed.runId, 'a10')).rejects.toMatchObject({
      code: 'superseded',
      values: { run: 1, newest: 2 },
    });
  });

  it('is refused when it is not the runbook that was reviewed', async () => {
    const planId = randomUUID();
    await insertPlan(database.pool, planId);
    const reviewed = runbookSha256(fakeRunbook([{ id: 'a3' }]));
    const changed = fakeRunbook([{ id: 'a3', act: 'rm -rf /' }]);
    const asked = insertRun(store(), boss, {
      planId,
      kind: 'install',
      planRevision: 1,
      runbook: changed,
      sha256: reviewed,
      user,
    });
    await expect(asked).rejects.toThrow(RunError);
  });

  it('goes on from a failed step, which gets a new attempt beside the old one', async () => {
    hosts.behaviours.set('a4', { exitCode: 1, output: 'disk full\n' });
    const { runId } = await create(fakeRunbook([{ id: 'a4' }, { id: 'b4', needs: ['a4'] }, { id: 'c4' }]));
    const failed = await until(runId, 'failed');
    expect(failed.steps.map((step) => step.state)).toEqual(['failed', 'waiting', 'succeeded']);
    await expect(askRetry(store(), boss, runId, 'c4')).rejects.toMatchObject({ code: 'not-retryable' });
    await expect(askRetry(store(), boss, runId, 'x4')).rejects.toMatchObject({ code: 'no-such-step' });

    hosts.behaviours.delete('a4');
    await askRetry(store(), boss, runId, 'a4');
    const done = await until(runId, 'succeeded');
    expect(
      done.steps[0]?.attempts.map((attempt) => [attempt.number, attempt.state, attempt.error?.message ?? '']),
    ).toEqual([
      [1, 'failed', 'disk full'],
      [2, 'succeeded', ''],
    ]);
    expect([hosts.ran.get('a4'), hosts.ran.get('b4'), hosts.ran.get('c4')]).toEqual([2, 1, 1]);
  });

  it('is cancelled at once, and goes on when a person retries', async () => {
    hosts.behaviours.set('a5', { until: new Promise<void>(() => {}) });
    const { runId } = await create(fakeRunbook([{ id: 'a5' }, { id: 'b5', needs: ['a5'] }]));
    while ((await readRunView(database.pool, runId))?.steps[0]?.attempts[0]?.actStartedAt == null) await sleep(20);
    await askCancel(store(), runId);
    expect((await until(runId, 'cancelled')).steps.map((step) => step.state)).toEqual(['cancelled', 'waiting']);
    await expect(askCancel(store(), runId)).rejects.toMatchObject({ code: 'not-running' });

    hosts.behaviours.delete('a5');
    await askRetryFailed(store(), boss, runId);
    expect((await until(runId, 'succeeded')).cancelRequested).toBe(false);
  });

  it('keeps a secret of the plan over its runs, and makes one of the run anew', async () => {
    const planId = randomUUID();
    const runbook = fakeRunbook([{ id: 'a6' }], {
      secrets: [
        { id: 'vrrp', scope: 'plan', kind: 'password-8' },
        { id: 'token', scope: 'run', kind: 'bootstrap-token' },
      ],
    });
    const first = await create(runbook, planId);
    await until(first.runId, 'succeeded');
    const sha256 = runbookSha256(runbook);
    const second = await insertRun(store(), boss, { planId, kind: 'install', planRevision: 1, runbook, sha256, user });
    await until(second.runId, 'succeeded');
    const secretOf = async (runId: string, key: string) => {
      const { rows } = await database.pool.query('SELECT sealed FROM run_value WHERE run_id = $1 AND key = $2', [
        runId,
        key,
      ]);
      return markedSeal.unseal(rows[0].sealed);
    };
    expect(await secretOf(second.runId, 'secret:vrrp')).toBe(await secretOf(first.runId, 'secret:vrrp'));
    expect(await secretOf(second.runId, 'secret:token')).not.toBe(await secretOf(first.runId, 'secret:token'));
  });
});

describe('a run that can not be driven', () => {
  it('is tried again in peace, and goes on when it can be', async () => {
    await worker.stop();
    let tries = 0;
    let works = false;
    const openHosts = async () => {
      tries += 1;
      if (!works) throw new Error('the plan can not be read');
      return hosts.open();
    };
    worker = await startWorking({ boss, url: database.url, engine: testEngine(database.pool, hosts, { openHosts }) });
    const { runId } = await create(fakeRunbook([{ id: 'a8' }]));
    await sleep(3_500);
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThanOrEqual(2);
    works = true;
    await until(runId, 'succeeded');
  }, 30_000);
});

describe('a process that is killed', () => {
  it('loses its run to a living one within seconds', async () => {
    await worker.stop();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.resolve('lib/runs/worker-process.ts'), database.url],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const said = outputOf(child);
    await said('working');
    const { runId } = await create(fakeRunbook([{ id: 'a7' }]));
    await said('acting');
    worker = await startWorking({ boss, url: database.url, engine: testEngine(database.pool, hosts) });
    // The living one must not take what the other still drives.
    await sleep(2_500);
    expect((await readRunView(database.pool, runId))?.steps[0]?.state).toBe('acting');

    child.kill('SIGKILL');
    const killed = Date.now();
    // The host of this test's process never heard of the act: it vanished, which a new observe decides.
    hosts.done.add('a7');
    await until(runId, 'succeeded');
    const seconds = (Date.now() - killed) / 1000;
    console.log(`take-over after SIGKILL: ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(15);
    expect(hosts.ran.has('a7')).toBe(false);
  }, 90_000);
});

/** Waits until the child has written a text; what it wrote before somebody asked counts. */
function outputOf(child: ChildProcess): (text: string) => Promise<void> {
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  return async (text) => {
    while (!output.includes(text)) {
      if (child.exitCode !== null) throw new Error(`the process ended with ${child.exitCode} and wrote: ${output}`);
      await sleep(20);
    }
  };
}
