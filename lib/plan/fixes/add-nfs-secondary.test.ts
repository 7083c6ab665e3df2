import { type Plan, type PlanHost, storageSchema } from '@/lib/plan/schema';
import { addNfsSecondary } from './add-nfs-secondary';
import { testFix } from './testing';

const onSecond = (plan: Plan) => {
  plan.storage = storageSchema.parse({ kind: 'nfs-server' });
  (plan.hosts[1] as PlanHost).roles.push('nfs-primary');
};

testFix(addNfsSecondary, [
  {
    title: 'the next host with as few roles becomes the second server',
    plan: onSecond,
    rule: 'plan.storage.single',
    says: 'Add a secondary on node-3',
    gives: ({ storage, hosts }) => [storage.kind === 'nfs-server' && storage.mode, hosts[2]?.roles.at(-1)],
    expected: ['primary-secondary', 'nfs-secondary'],
    stale: (plan) => {
      plan.storage = storageSchema.parse({ kind: 'ceph' });
    },
  },
  {
    title: 'a host with fewer roles goes first',
    template: 'six-hosts',
    plan: onSecond,
    rule: 'plan.storage.single',
    says: 'Add a secondary on node-3',
    gives: ({ hosts }) => hosts[2]?.roles,
    expected: ['control-plane', 'etcd', 'nfs-secondary'],
    stale: ({ hosts }) => {
      hosts.splice(2, 1);
    },
  },
  {
    title: 'a host that has the role already is the one',
    plan: (plan) => {
      onSecond(plan);
      (plan.hosts[0] as PlanHost).roles.push('nfs-secondary');
    },
    rule: 'plan.storage.single',
    says: 'Add a secondary on node-1',
    gives: ({ storage, hosts }) => [storage.kind === 'nfs-server' && storage.mode, hosts[2]?.roles.length],
    expected: ['primary-secondary', 5],
    stale: ({ hosts }) => {
      (hosts[2] as PlanHost).roles.push('nfs-secondary');
    },
  },
]);
