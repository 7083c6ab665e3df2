import { rainbondSchema } from '@/lib/plan/schema';
import { planRolesNonempty } from './plan.roles.nonempty';
import { testRule } from './testing';

testRule(planRolesNonempty, {
  accepted: [
    { title: 'every role is held' },
    {
      title: 'gateway and build are not needed without Rainbond',
      plan: ({ hosts }) => {
        for (const host of hosts) host.roles = ['control-plane', 'etcd', 'worker'];
      },
    },
    { title: 'no hosts yet', template: 'empty' },
  ],
  rejected: [
    {
      title: 'control planes only',
      plan: ({ hosts }) => {
        for (const host of hosts) host.roles = ['control-plane'];
      },
      findings: [
        { severity: 'block', values: { role: 'etcd' }, fix: 'stack-etcd' },
        { severity: 'block', values: { role: 'worker' }, fix: 'give-role' },
      ],
    },
    {
      title: 'Rainbond without gateway and build hosts',
      plan: (plan) => {
        for (const host of plan.hosts) host.roles = ['control-plane', 'etcd', 'worker'];
        plan.rainbond = rainbondSchema.parse({ kind: '6.x' });
      },
      findings: [
        { severity: 'block', values: { role: 'gateway' }, fix: 'give-role' },
        { severity: 'block', values: { role: 'build' }, fix: 'give-role' },
      ],
    },
  ],
});
