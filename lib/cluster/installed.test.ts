import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { fakeRunbook } from '@/lib/runs/fake-runbook';
import { seal } from '@/lib/store/seal';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { installedOf, madeCluster } from './installed';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const runbook = fakeRunbook([{ id: 'a' }], { watch: { kubeconfigOutput: 'kc', namespaces: [], rainbond: false } });

async function newPlan(): Promise<string> {
  const planId = randomUUID();
  await database.pool.query(`INSERT INTO plan (id, name, updated_at, updated_by) VALUES ($1, 'p', now(), 'test')`, [
    planId,
  ]);
  await database.pool.query(
    `INSERT INTO plan_revision (plan_id, number, document, created_by) VALUES ($1, 1, $2, 'test')`,
    [planId, JSON.stringify(samplePlan((plan) => withRainbond(plan)))],
  );
  return planId;
}

async function run(planId: string, number: number, kind: string, state: string, kubeconfig = true): Promise<string> {
  const id = randomUUID();
  await database.pool.query(
    `INSERT INTO run (id, plan_id, number, plan_revision, kind, runbook, runbook_sha256, state, created_by, started_at, finished_at)
     VALUES ($1, $2, $3, 1, $4, $5, '', $6, 'test', '2026-01-01 10:00', '2026-01-01 10:12:04')`,
    [id, planId, number, kind, JSON.stringify(runbook), state],
  );
  if (kubeconfig)
    await database.pool.query(
      `INSERT INTO run_value (run_id, key, sealed, secret) VALUES ($1, 'output:kc', $2, true)`,
      [id, seal(`kubeconfig of run ${number}`)],
    );
  return id;
}

it('is the newest install that succeeded and read a kubeconfig', async () => {
  const planId = await newPlan();
  expect(await installedOf(planId)).toBeNull();
  await run(planId, 1, 'install', 'failed');
  await run(planId, 2, 'fix', 'succeeded');
  await run(planId, 3, 'install', 'succeeded', false);
  expect(await installedOf(planId)).toBeNull();
  const runId = await run(planId, 4, 'install', 'succeeded');
  await run(planId, 5, 'install', 'failed');
  const found = await installedOf(planId);
  expect(found).toMatchObject({ runId, number: 4, revision: 1, uninstalledBy: null });
  expect((found?.finishedAt ?? 0) - (found?.startedAt ?? 0)).toBe(724_000);
  expect(found?.plan.rainbond.kind).toBe('6.x');
});

it('is an install onto a cluster that was there before, by its sealed kubeconfig', async () => {
  const planId = await newPlan();
  const existing = { secret: 'kubeconfig', through: '' };
  const watch = { kubeconfigOutput: '', namespaces: [], rainbond: true, existing };
  const id = await run(planId, 1, 'install', 'succeeded', false);
  await database.pool.query('UPDATE run SET runbook = $2 WHERE id = $1', [
    id,
    JSON.stringify(fakeRunbook([{ id: 'a' }], { watch })),
  ]);
  expect(await installedOf(planId)).toBeNull();
  await database.pool.query(
    `INSERT INTO run_value (run_id, key, sealed, secret) VALUES ($1, 'secret:kubeconfig', 'sealed', true)`,
    [id],
  );
  expect(await installedOf(planId)).toMatchObject({ runId: id });
});

it('has no Rainbond after a run took it away, until another install brings it back', async () => {
  const planId = await newPlan();
  await run(planId, 1, 'install', 'succeeded');
  await run(planId, 2, 'uninstall-rainbond', 'failed', false);
  expect((await installedOf(planId))?.plan.rainbond.kind).toBe('6.x');
  await run(planId, 3, 'uninstall-rainbond', 'succeeded', false);
  const without = await installedOf(planId);
  expect(without).toMatchObject({ number: 1, uninstalledBy: 3, plan: { rainbond: { kind: 'none' } } });
  await run(planId, 4, 'install', 'succeeded');
  expect(await installedOf(planId)).toMatchObject({
    number: 4,
    uninstalledBy: null,
    plan: { rainbond: { kind: '6.x' } },
  });
});

it('comes with the kubeconfig that the same run read', async () => {
  const planId = await newPlan();
  expect(await madeCluster(planId)).toBeNull();
  await run(planId, 1, 'install', 'succeeded');
  const runId = await run(planId, 2, 'install', 'succeeded');
  await run(planId, 3, 'install', 'failed');
  expect(await madeCluster(planId)).toMatchObject({ installed: { runId }, kubeconfig: 'kubeconfig of run 2' });
});
