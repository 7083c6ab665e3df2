import { describe, expect, test } from 'vitest';
import { lossTable } from '@/components/review/loss-table';
import { samplePlan } from '@/lib/plan/samples';

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
    expect(rows(plan).workers).toBe('failed failed failed');
  });
});
