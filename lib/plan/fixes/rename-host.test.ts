import type { PlanHost } from '@/lib/plan/schema';
import { renameHost } from './rename-host';
import { testFix } from './testing';

testFix(renameHost, [
  {
    title: 'the second host of a name gets the first free one',
    plan: ({ hosts }) => {
      (hosts[2] as PlanHost).name = 'node-1';
    },
    rule: 'plan.names.unique',
    says: 'Rename the second node-1 to node-3',
    gives: ({ hosts }) => hosts.map(({ name }) => name),
    expected: ['node-1', 'node-2', 'node-3'],
    stale: ({ hosts }) => {
      (hosts[2] as PlanHost).name = 'node-9';
    },
  },
]);
