import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { planAddressInterface } from './plan.address.interface';
import { testRule } from './testing';

const second = { interface: 'eth1', address: '192.168.7.9', prefix: 24, family: 'inet' as const };

testRule(planAddressInterface, {
  accepted: [
    { title: 'each address is on its host', facts: sampleFactsOf },
    { title: 'a host that was not reached' },
    {
      title: 'a host that has no ip to ask',
      facts: () => ({
        'node-1': sampleFacts('10.9.9.9', (facts) => {
          facts.addresses = [];
        }),
      }),
    },
    {
      title: 'loopback alone is no address to offer',
      facts: () => ({
        'node-1': sampleFacts('10.9.9.9', (facts) => {
          facts.addresses = [{ interface: 'lo', address: '127.0.0.1', prefix: 8, family: 'inet' }];
        }),
      }),
    },
    {
      title: 'a load balancer that runs on one of the hosts',
      plan: (plan) => {
        plan.entry.application = { kind: 'load-balancer', address: '10.0.0.11', declared: '' };
      },
      facts: () => ({ 'node-1': sampleFacts('10.0.0.11', ({ addresses }) => void addresses.push(second)) }),
    },
    {
      title: 'one of two interfaces',
      facts: () => ({ 'node-1': sampleFacts('10.0.0.11', ({ addresses }) => void addresses.unshift(second)) }),
    },
  ],
  rejected: [
    {
      title: 'the address of a router before the host',
      facts: () => ({ 'node-1': sampleFacts('10.9.9.9') }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.internalAddress',
          values: { host: 'node-1', found: '10.0.0.11', needed: '10.9.9.9' },
          fix: 'set-internal-address',
        },
      ],
    },
    {
      title: 'which of two is meant is the person’s to say',
      facts: () => ({ 'node-1': sampleFacts('10.9.9.9', ({ addresses }) => void addresses.push(second)) }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.internalAddress',
          values: { host: 'node-1', found: '10.0.0.11', needed: '10.9.9.9, 192.168.7.9' },
        },
      ],
    },
    {
      title: 'the virtual address that the host holds at the moment is not its own',
      facts: () => ({
        'node-1': sampleFacts('10.9.9.9', ({ addresses }) => {
          addresses.push({ ...second, address: '10.0.0.100' });
        }),
      }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.internalAddress',
          values: { host: 'node-1', found: '10.0.0.11', needed: '10.9.9.9' },
          fix: 'set-internal-address',
        },
      ],
    },
  ],
});
