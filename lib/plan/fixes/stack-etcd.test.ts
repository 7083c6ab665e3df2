import type { PlanHost } from '@/lib/plan/schema';
import { stackEtcd } from './stack-etcd';
import { testFix } from './testing';

testFix(stackEtcd, [
  {
    title: 'a control plane without etcd gets it, right after its first role',
    plan: ({ hosts }) => {
      (hosts[1] as PlanHost).roles = ['control-plane', 'worker'];
    },
    rule: 'plan.etcd.stacked',
    says: 'Put etcd on every control plane, and nowhere else',
    gives: ({ hosts }) => hosts[1]?.roles,
    expected: ['control-plane', 'etcd', 'worker'],
    stale: ({ hosts }) => {
      (hosts[1] as PlanHost).roles.push('etcd');
    },
  },
  {
    title: 'a host that did nothing else becomes a worker',
    template: 'six-hosts',
    plan: ({ hosts }) => {
      (hosts[0] as PlanHost).roles = ['control-plane'];
      (hosts[3] as PlanHost).roles = ['etcd'];
    },
    rule: 'plan.etcd.stacked',
    path: 'hosts.3.roles',
    says: 'Put etcd on every control plane, and nowhere else',
    gives: ({ hosts }) => [hosts[0]?.roles, hosts[3]?.roles],
    expected: [['control-plane', 'etcd'], ['worker']],
  },
  {
    title: 'no member at all',
    plan: ({ hosts }) => {
      for (const host of hosts) host.roles = host.roles.filter((role) => role !== 'etcd');
    },
    rule: 'plan.roles.nonempty',
    says: 'Put etcd on every control plane, and nowhere else',
    gives: ({ hosts }) => hosts.map((host) => host.roles.includes('etcd')),
    expected: [true, true, true],
  },
]);
