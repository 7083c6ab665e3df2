import type { PlanHost } from '@/lib/plan/schema';
import { planSshCredential } from './plan.ssh.credential';
import { testRule } from './testing';

testRule(planSshCredential, {
  accepted: [
    { title: 'each host has one' },
    { title: 'each has a password', credentials: [{ id: 'ops-key', kind: 'password', expiry: null }] },
    { title: 'each has a private key', credentials: [{ id: 'ops-key', kind: 'private-key', expiry: null }] },
  ],
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
          values: { host: 'node-2', user: 'ops', problem: 'none' },
        },
      ],
    },
    {
      title: 'a kubeconfig signs in to no host',
      template: 'one-host',
      credentials: [{ id: 'ops-key', kind: 'kubeconfig', expiry: null }],
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.ssh.credential',
          values: { host: 'node-1', user: 'root', problem: 'kind', found: 'kubeconfig' },
        },
      ],
    },
    {
      title: 'one that was deleted',
      template: 'one-host',
      credentials: [{ id: 'another', kind: 'password', expiry: null }],
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.ssh.credential',
          values: { host: 'node-1', user: 'root', problem: 'gone' },
        },
      ],
    },
  ],
});
