import type { PlanHost } from '@/lib/plan/schema';
import { planAddressUnique } from './plan.address.unique';
import { testRule } from './testing';

testRule(planAddressUnique, {
  accepted: [
    { title: 'three addresses' },
    {
      title: 'one gateway address with a port for each host',
      plan: ({ hosts }) => {
        hosts.forEach((host, index) => {
          host.internalAddress = host.address;
          host.address = '192.0.2.1';
          host.ssh.port = 2200 + index;
        });
      },
    },
  ],
  rejected: [
    {
      title: 'the same address twice',
      plan: ({ hosts }) => {
        (hosts[1] as PlanHost).address = '10.0.0.11';
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'hosts.1.address',
          values: { found: '10.0.0.11', host: 'node-2', other: 'node-1' },
        },
      ],
    },
    {
      title: 'an internal address that is the address of another host',
      plan: ({ hosts }) => {
        (hosts[2] as PlanHost).internalAddress = '10.0.0.12';
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-3'],
          path: 'hosts.2.internalAddress',
          values: { found: '10.0.0.12', host: 'node-3', other: 'node-2' },
        },
      ],
    },
  ],
});
