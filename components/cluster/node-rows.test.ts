import { expect, it } from 'vitest';
import type { NodeView } from '@/lib/cluster/view';
import { samplePlan } from '@/lib/plan/samples';
import { nodeRows } from './node-rows';

const plan = samplePlan((each) => each.hosts[1]?.roles.push('nfs-primary'));
const node = (name: string) => ({ name, address: '10.9.9.9' }) as NodeView;

it('has each host of the plan with its node, one that isn’t in the cluster, and one that isn’t in the plan', () => {
  const rows = nodeRows(plan, [node('node-9'), node('node-1')]);
  expect(rows.map((row) => [row.name, row.node !== null])).toEqual([
    ['node-1', true],
    ['node-2', false],
    ['node-3', false],
    ['node-9', true],
  ]);
  expect(rows[3]).toMatchObject({ address: '10.9.9.9', roles: [] });
});

it('marks a service that only this host runs', () => {
  expect(nodeRows(plan, [])[1]?.only).toEqual(['nfs-primary']);
});
