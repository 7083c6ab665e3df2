import { describe, expect, test } from 'vitest';
import { lossTable } from '@/components/review/loss-table';
import { samplePlan } from '@/lib/plan/samples';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';

const rows = (plan: ReturnType<typeof samplePlan>) =>
  Object.fromEntries(lossTable(plan).map(({ id, cells }) => [id, cells.map(({ state }) => state).join(' ')]));

describe('what a plan survives, host by host', () => {
  test('three control planes: the quorum thins out, the API stays up and moves with its address', () => {
    expect(rows(samplePlan())).toMatchObject({
      'kubernetes-api': 'degraded passed passed',
      'etcd-quorum': 'degraded degraded degraded',
    });
  });

  test('an only control plane takes API and quorum down with it, and nobody else does', () => {
    const plan = samplePlan(({ hosts }) => {
      for (const [index, host] of hosts.entries()) host.roles = index === 0 ? ['control-plane', 'etcd'] : ['worker'];
    });
    expect(rows(plan)).toMatchObject({
      'kubernetes-api': 'failed passed passed',
      'etcd-quorum': 'failed passed passed',
    });
  });

  test('what nobody provides is down whichever host is lost', () => {
    const plan = samplePlan(({ hosts }) => {
      for (const host of hosts) host.roles = ['control-plane', 'etcd'];
    });
    expect(rows(plan).scheduling).toBe('failed failed failed');
  });

  test('the table of the review page, as it was drawn', () => {
    const plan = buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } });
    expect(rows(plan)).toEqual({
      'kubernetes-api': 'passed passed passed',
      'etcd-quorum': 'degraded degraded degraded',
      'application-entry': 'degraded passed passed',
      scheduling: 'degraded degraded degraded',
      builds: 'passed passed passed',
      'storage-io': 'passed failed passed',
      registry: 'passed passed passed',
      database: 'passed passed passed',
      'rainbond-console': 'passed failed passed',
    });
  });

  test('Slipway has a row when it runs on a host of the plan', () => {
    const plan = samplePlan(({ slipway }) => Object.assign(slipway, { host: 'node-2' }));
    expect(rows(plan).slipway).toBe('passed failed passed');
    expect(rows(samplePlan()).slipway).toBeUndefined();
  });

  test('what nobody knows the place of is told as a possibility', () => {
    const row = lossTable(samplePlan((plan) => Object.assign(plan, { storage: { kind: 'built-in' } }))).find(
      ({ id }) => id === 'storage-io',
    );
    expect(row?.cells[0]).toEqual({ host: 'node-1', state: 'failed', certain: false });
  });
});
