import type { PlanHost } from '@/lib/plan/schema';
import { planSshHop } from './plan.ssh.hop';
import { testRule } from './testing';

const hop = { address: '198.51.100.9', port: 22, user: 'jump', credential: 'key' };

testRule(planSshHop, {
  accepted: [
    { title: 'no hop' },
    {
      title: 'two hops with a credential each',
      plan: ({ hosts }) => {
        (hosts[0] as PlanHost).ssh.via = [hop, { ...hop, address: 'inner.example.org' }];
      },
    },
  ],
  rejected: [
    {
      title: 'a hop without an address, and one without a credential',
      plan: ({ hosts }) => {
        (hosts[0] as PlanHost).ssh.via = [hop, { ...hop, address: '' }];
        (hosts[1] as PlanHost).ssh.via = [{ ...hop, credential: '' }];
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.ssh.via.1.address',
          values: { host: 'node-1', hop: 2, address: '', user: 'jump', lacks: 'address' },
        },
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'hosts.1.ssh.via.0.credential',
          values: { host: 'node-2', hop: 1, address: '198.51.100.9', user: 'jump', lacks: 'credential' },
        },
      ],
    },
  ],
});
