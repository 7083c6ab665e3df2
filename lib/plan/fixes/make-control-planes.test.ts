import { hostsWithRole, type PlanHost } from '@/lib/plan/schema';
import { makeControlPlanes } from './make-control-planes';
import { testFix } from './testing';

testFix(makeControlPlanes, [
  {
    title: 'a single control plane gets two more, each with a member of etcd',
    plan: ({ hosts }) => {
      for (const host of hosts.slice(1)) host.roles = ['worker', 'gateway'];
    },
    rule: 'plan.hosts.min',
    says: 'Make node-2, node-3 control planes',
    gives: ({ hosts }) => hosts.slice(1).map(({ roles }) => roles),
    expected: [
      ['control-plane', 'etcd', 'worker', 'gateway'],
      ['control-plane', 'etcd', 'worker', 'gateway'],
    ],
    stale: ({ hosts }) => {
      hosts.pop();
    },
  },
  {
    title: 'beside etcd on hosts of its own, a control plane has no member',
    template: 'nine-hosts',
    plan: ({ hosts }) => {
      (hosts[2] as PlanHost).roles = ['worker'];
    },
    rule: 'plan.hosts.min',
    says: 'Make node-3 a control plane',
    gives: ({ hosts }) => hosts[2]?.roles,
    expected: ['control-plane', 'worker'],
  },
  {
    title: 'two stacked members become three',
    template: 'six-hosts',
    plan: ({ hosts }) => {
      (hosts[2] as PlanHost).roles = ['worker'];
    },
    rule: 'plan.etcd.odd',
    says: 'Make node-3 a control plane',
    gives: (plan) => hostsWithRole(plan, 'etcd').map(({ name }) => name),
    expected: ['node-1', 'node-2', 'node-3'],
  },
]);
