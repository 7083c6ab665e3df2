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
  ],
});
