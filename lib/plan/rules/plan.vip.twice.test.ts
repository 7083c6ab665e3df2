import type { Plan } from '@/lib/plan/schema';
import { planVipTwice } from './plan.vip.twice';
import { testRule } from './testing';

const both = (address: string) => (plan: Plan) => {
  const { api } = plan.entry;
  if (api.kind === 'keepalived') plan.entry.application = { ...api, address };
};

testRule(planVipTwice, {
  accepted: [
    { title: 'two addresses', plan: both('10.0.0.101') },
    {
      title: 'two that are not filled in yet',
      plan: (plan) => {
        both('')(plan);
        if (plan.entry.api.kind === 'keepalived') plan.entry.api.address = '';
      },
    },
  ],
  rejected: [
    {
      title: 'one address, which the gateways could share',
      plan: both('10.0.0.100'),
      findings: [
        {
          severity: 'block',
          path: 'entry.api.address',
          values: { found: '10.0.0.100', shareable: 'yes' },
          fix: 'share-entry',
        },
      ],
    },
    {
      title: 'one address, and gateways that are no control planes',
      template: 'six-hosts',
      plan: both('10.0.0.100'),
      findings: [{ severity: 'block', path: 'entry.api.address', values: { found: '10.0.0.100', shareable: 'no' } }],
    },
  ],
});
