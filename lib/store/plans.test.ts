import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newPlan } from '@/lib/plan/new-plan';
import type { Plan } from '@/lib/plan/schema';
import {
  createPlan,
  deletePlan,
  getPlan,
  getRevision,
  listPlans,
  listRevisions,
  PlanStoreError,
  savePlan,
} from './plans';
import { type TestDatabase, testDatabase } from './testing';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  for (const [id, name] of [
    ['u1', 'Wei'],
    ['u2', 'Ana'],
  ] as const) {
    await database.db.user.create({ data: { id, name, email: `${id}@example.com` } });
  }
});
afterAll(() => database.close());
beforeEach(() => database.db.plan.deleteMany());

const document = (name: string): Plan => newPlan(name, 'three-hosts', () => 0.5);
const create = async (name = 'prod') => (await createPlan({ document: document(name), userId: 'u1' })).planId;

async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlanStoreError)) throw error ?? new Error('nothing was refused');
  return { code: error.code, ...error.details };
}

const run = (planId: string, number: number, state: string) => ({
  ...{ planId, number, state, planRevision: 1, kind: 'install', runbook: {}, runbookSha256: '', createdBy: 'u1' },
});

test('a new plan is revision 1 and comes back as it was', async () => {
  const planId = await create();
  expect(await getPlan(planId)).toMatchObject({
    ...{ id: planId, name: 'prod', revision: 1, updatedBy: 'Wei', lastRun: null, installed: false },
    document: document('prod'),
  });
});

test('each save is a revision, and the name follows the document', async () => {
  const planId = await create();
  expect(await savePlan({ planId, baseRevision: 1, document: document('prod-2'), userId: 'u2' })).toEqual({
    revision: 2,
  });
  expect(await getPlan(planId)).toMatchObject({ name: 'prod-2', revision: 2, updatedBy: 'Ana' });
  expect((await getRevision(planId, 1)).document.name).toBe('prod');
  expect((await listRevisions(planId)).map(({ number, createdBy }) => [number, createdBy])).toEqual([
    [2, 'Ana'],
    [1, 'Wei'],
  ]);
});

test('a save on an older revision says whose is newer and overwrites nothing', async () => {
  const planId = await create();
  await savePlan({ planId, baseRevision: 1, document: document('theirs'), userId: 'u2' });
  expect(await refusal(savePlan({ planId, baseRevision: 1, document: document('mine'), userId: 'u1' }))).toEqual({
    code: 'conflict',
    conflict: { revision: 2, author: 'Ana', savedAt: expect.any(Date) },
  });
  expect((await getPlan(planId)).name).toBe('theirs');
  expect(await listRevisions(planId)).toHaveLength(2);
});

test('of ten saves at once on one revision, one wins', async () => {
  const planId = await create();
  const saves = Array.from({ length: 10 }, (_, index) =>
    savePlan({ planId, baseRevision: 1, document: document(`try-${index}`), userId: 'u1' }),
  );
  const settled = await Promise.allSettled(saves);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await listRevisions(planId)).toHaveLength(2);
});

test('the list has the newest change first, each with its current document and last run', async () => {
  const older = await create('older');
  const newer = await create('newer');
  await database.db.run.createMany({ data: [run(older, 1, 'failed'), run(older, 2, 'succeeded')] });
  await savePlan({ planId: newer, baseRevision: 1, document: document('newest'), userId: 'u2' });
  const plans = await listPlans();
  expect(plans.map(({ name, document, lastRun }) => [name, document?.name, lastRun?.number, lastRun?.state])).toEqual([
    ['newest', 'newest', undefined, undefined],
    ['older', 'older', 2, 'succeeded'],
  ]);
});

test('a plan goes with everything of it, but not while a run is active', async () => {
  const planId = await create();
  const active = await database.db.run.create({ data: run(planId, 1, 'running') });
  expect(await refusal(deletePlan(planId))).toEqual({ code: 'run-active', runId: active.id });
  expect((await getPlan(planId)).id).toBe(planId);
  await database.db.run.update({ where: { id: active.id }, data: { state: 'failed' } });
  await deletePlan(planId);
  expect(await listRevisions(planId)).toEqual([]);
  expect(await database.db.run.count()).toBe(0);
});

test('what is not there is not found', async () => {
  const acts = [
    () => getPlan('none'),
    () => getRevision('none', 1),
    () => deletePlan('none'),
    () => savePlan({ planId: 'none', baseRevision: 1, document: document('x'), userId: 'u1' }),
  ];
  for (const act of acts) expect((await refusal(act())).code).toBe('not-found');
});

test('a document of a newer Slipway is listed without being read', async () => {
  const planId = await create();
  await database.db.planRevision.updateMany({ where: { planId }, data: { document: { schemaVersion: 99 } } });
  expect(await listPlans()).toMatchObject([{ id: planId, name: 'prod', document: null }]);
  await expect(getPlan(planId)).rejects.toMatchObject({ code: 'newerVersion' });
});
