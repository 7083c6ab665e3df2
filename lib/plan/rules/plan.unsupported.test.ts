import type { PlanHost } from '@/lib/plan/schema';
import { planUnsupported } from './plan.unsupported';
import { testRule } from './testing';

testRule(planUnsupported, {
  accepted: [{ title: 'what a runbook carries out' }],
  rejected: [
    {
      title: 'Calico and a jump host',
      plan: ({ kubernetes, hosts }) => {
        kubernetes.cni = 'calico';
        (hosts[0] as PlanHost).ssh.bastion = { address: '10.0.0.1', port: 22, user: 'ops', credential: 'k' };
      },
      findings: [
        { severity: 'block', section: 'kubernetes', path: 'kubernetes.cni', values: { choice: 'calico' } },
        {
          severity: 'block',
          section: 'hosts',
          hosts: ['node-1'],
          path: 'hosts.0.ssh.bastion',
          values: { choice: 'bastion' },
        },
      ],
    },
  ],
});
