import type { PlanHost } from '@/lib/plan/schema';
import { planSshCredential } from './plan.ssh.credential';
import { testRule } from './testing';

testRule(planSshCredential, {
  accepted: [{ title: 'each host has one' }],
  rejected: [
    {
      title: 'a host without',
      plan: ({ hosts }) => {
        Object.assign((hosts[1] as PlanHost).ssh, { credential: '', user: 'ops' });
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'hosts.1.ssh.credential',
          values: { host: 'node-2', user: 'ops' },
        },
      ],
    },
  ],
});
