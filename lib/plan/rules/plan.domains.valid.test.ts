import type { PlanHost } from '@/lib/plan/schema';
import { planDomainsValid } from './plan.domains.valid';
import { testRule } from './testing';

testRule(planDomainsValid, {
  accepted: [
    { title: 'three racks, a host in each' },
    { title: 'no domains', template: 'one-host' },
    {
      title: 'a domain that waits for its hosts',
      plan: ({ domains }) => {
        domains.push({ name: 'D', kind: 'room' });
      },
    },
  ],
  rejected: [
    {
      title: 'a domain without a name, and one that is there twice',
      plan: ({ domains }) => {
        domains.push({ name: '', kind: 'rack' }, { name: 'A', kind: 'room' });
      },
      findings: [
        { severity: 'block', path: 'domains.3.name', values: { problem: 'empty', found: '', hosts: '' } },
        { severity: 'block', path: 'domains.4.name', values: { problem: 'duplicate', found: 'A', hosts: '' } },
      ],
    },
    {
      title: 'two hosts name one that is not listed',
      plan: ({ hosts }) => {
        for (const host of hosts.slice(1)) host.failureDomain = 'cellar';
      },
      findings: [
        {
          severity: 'warn',
          hosts: ['node-2', 'node-3'],
          path: 'hosts.1.failureDomain',
          values: { problem: 'unknown', found: 'cellar', hosts: 'node-2, node-3' },
          fix: 'declare-domain',
        },
      ],
    },
    {
      title: 'a host without one among others',
      plan: ({ hosts }) => {
        (hosts[2] as PlanHost).failureDomain = '';
      },
      findings: [{ severity: 'info', hosts: ['node-3'], values: { problem: 'partly', found: '', hosts: 'node-3' } }],
    },
  ],
});
