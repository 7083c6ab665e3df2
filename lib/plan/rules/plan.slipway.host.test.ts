import { planSlipwayHost } from './plan.slipway.host';
import { testRule } from './testing';

const on = (host: string) => ({
  plan: ({ slipway }: { slipway: { host: string } }) => {
    slipway.host = host;
  },
});

testRule(planSlipwayHost, {
  accepted: [{ title: 'a machine beside the cluster' }],
  rejected: [
    {
      title: 'a host that the plan doesn’t have',
      ...on('node-9'),
      findings: [{ severity: 'block', path: 'slipway.host', values: { problem: 'unknown', found: 'node-9' } }],
    },
    {
      title: 'a host that it installs',
      ...on('node-2'),
      findings: [
        { severity: 'warn', hosts: ['node-2'], path: 'slipway.host', values: { problem: 'target', found: 'node-2' } },
      ],
    },
  ],
});
