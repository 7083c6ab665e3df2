import { hostsWithRole, storageSchema } from '@/lib/plan/schema';
import { addCephHosts } from './add-ceph-hosts';
import { testFix } from './testing';

testFix(addCephHosts, [
  {
    title: 'as many hosts as are missing, those with fewest roles first',
    template: 'six-hosts',
    plan: (plan) => {
      plan.storage = storageSchema.parse({ kind: 'ceph' });
      plan.hosts[3]?.roles.push('ceph');
    },
    rule: 'plan.storage.hosts',
    says: 'Run Ceph on node-1, node-2 too',
    gives: (plan) => hostsWithRole(plan, 'ceph').map(({ name }) => name),
    expected: ['node-1', 'node-2', 'node-4'],
    stale: (plan) => {
      plan.storage = { kind: 'none' };
    },
  },
]);
