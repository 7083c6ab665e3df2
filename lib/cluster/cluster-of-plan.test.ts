import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '@/lib/kubernetes/api-client';
import { FakeApi } from '@/lib/kubernetes/fake-api';
import { samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { createCredential } from '@/lib/store/credentials';
import { createPlan } from '@/lib/store/plans';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { clusterOf } from './cluster-of-plan';

let database: TestDatabase;
let api: FakeApi;
let existing: Plan;
beforeAll(async () => {
  [database, api] = await Promise.all([testDatabase(), FakeApi.open()]);
  api.answer('/version', { gitVersion: 'v1.30.4' });
  const made = await createCredential({
    name: 'old',
    secret: { kind: 'kubeconfig', kubeconfig: api.kubeconfig() },
  });
  if ('problem' in made) throw new Error(made.problem);
  existing = samplePlan((plan) => {
    Object.assign(plan.kubernetes, { distribution: 'existing', kubeconfig: made.credential.id });
  });
});
afterAll(async () => {
  api?.close();
  await database?.close();
});

test('a plan that makes its cluster has none before it has done so', async () => {
  const { planId } = await createPlan({ document: samplePlan(), userId: 'u' });
  expect(await clusterOf(planId, samplePlan())).toEqual({ exists: false, open: null });
});

test('the cluster that a plan begins with is asked by its stored kubeconfig', async () => {
  const { exists, open } = await clusterOf('no-run-is-asked-for', existing);
  expect(exists).toBe(true);
  const cluster = await open?.();
  expect(cluster?.api).toBeInstanceOf(ApiClient);
  expect(await cluster?.api.get('/version')).toEqual({ gitVersion: 'v1.30.4' });
  await cluster?.close();
});

test('one whose kubeconfig is gone exists all the same, and nobody knows the way', async () => {
  const gone = { ...existing, kubernetes: { ...existing.kubernetes, kubeconfig: '' } };
  expect(await clusterOf('p', gone)).toEqual({ exists: true, open: null });
});
