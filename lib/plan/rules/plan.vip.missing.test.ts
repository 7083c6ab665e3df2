import { planVipMissing } from './plan.vip.missing';
import { testRule } from './testing';

testRule(planVipMissing, {
  accepted: [{ title: 'an address' }, { title: 'no virtual address wanted', template: 'one-host' }],
  rejected: [
    {
      title: 'an empty virtual address',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '';
      },
      findings: [{ severity: 'block', path: 'entry.api.address', values: { entry: 'api', kind: 'keepalived' } }],
    },
    {
      title: 'an empty load balancer for applications',
      plan: ({ entry }) => {
        entry.application = { kind: 'load-balancer', address: '', declared: '' };
      },
      findings: [
        {
          severity: 'block',
          path: 'entry.application.address',
          values: { entry: 'application', kind: 'load-balancer' },
        },
      ],
    },
  ],
});
