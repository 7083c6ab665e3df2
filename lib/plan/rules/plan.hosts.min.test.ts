import type { PlanHost } from '@/lib/plan/schema';
import { planHostsMin } from './plan.hosts.min';
import { testRule } from './testing';

testRule(planHostsMin, {
  accepted: [{ title: 'three control planes' }, { title: 'three of six', template: 'six-hosts' }],
  rejected: [
    { title: 'none', template: 'empty', findings: [{ severity: 'block', values: { found: 0 } }] },
    {
      title: 'one, which is allowed and not highly available',
      template: 'one-host',
      findings: [{ severity: 'warn', values: { found: 1 } }],
    },
    {
      title: 'two',
      plan: ({ hosts }) => {
        hosts.pop();
      },
      findings: [{ severity: 'warn', values: { found: 2 } }],
    },
    {
      title: 'two of six, where a third can be had',
      template: 'six-hosts',
      plan: ({ hosts }) => {
        (hosts[2] as PlanHost).roles = ['worker'];
      },
      findings: [{ severity: 'warn', values: { found: 2 }, fix: 'make-control-planes' }],
    },
    {
      title: 'none of three hosts',
      plan: ({ hosts }) => {
        for (const host of hosts) host.roles = ['worker'];
      },
      findings: [{ severity: 'block', values: { found: 0 }, fix: 'make-control-planes' }],
    },
  ],
});
