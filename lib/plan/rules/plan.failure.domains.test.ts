import type { Plan, Role, ServiceRole } from '@/lib/plan/schema';
import { planFailureDomains } from './plan.failure.domains';
import { testRule } from './testing';

const inDomains = (...names: string[]) => ({
  plan: ({ hosts }: Plan) => {
    hosts.forEach((host, index) => {
      host.failureDomain = names[index] ?? '';
    });
  },
});

const only =
  (role: Role | ServiceRole, ...indexes: number[]) =>
  (plan: Plan) =>
    plan.hosts.forEach((host, index) => {
      host.roles = host.roles.filter((each) => each !== role);
      if (indexes.includes(index)) host.roles.push(role);
    });

testRule(planFailureDomains, {
  accepted: [
    { title: 'a rack for each of three hosts' },
    { title: 'nine hosts in three racks', template: 'nine-hosts' },
    { title: 'no domains are known', ...inDomains() },
    { title: 'one host, which has nothing to lose', template: 'one-host', ...inDomains('A') },
    { title: 'a single gateway is another rule', plan: (plan) => only('gateway', 0)(plan) },
  ],
  rejected: [
    {
      title: 'two of three members in one rack',
      ...inDomains('A', 'A', 'B'),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1', 'node-2'],
          values: {
            problem: 'etcd',
            domain: 'A',
            kind: 'rack',
            found: 2,
            of: 3,
            needed: 2,
            left: 1,
            hosts: 'node-1, node-2',
          },
        },
      ],
    },
    {
      title: 'a room, and a row that says itself what it is',
      plan: (plan) => {
        plan.domains = [
          { name: 'A', kind: 'room' },
          { name: 'Row 1', kind: 'rack' },
        ];
        for (const host of plan.hosts) host.failureDomain = host.name === 'node-3' ? 'A' : 'Row 1';
      },
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1', 'node-2'],
          values: {
            problem: 'etcd',
            domain: 'Row 1',
            kind: 'none',
            found: 2,
            of: 3,
            needed: 2,
            left: 1,
            hosts: 'node-1, node-2',
          },
        },
      ],
    },
    {
      title: 'both gateways in one rack of two, and etcd as well as it can be',
      template: 'six-hosts',
      plan: (plan) => {
        inDomains('A', 'B', 'C', 'A', 'A', 'B').plan(plan);
        only('gateway', 3, 4)(plan);
      },
      findings: [
        {
          severity: 'warn',
          hosts: ['node-4', 'node-5'],
          values: {
            problem: 'gateway',
            domain: 'A',
            kind: 'rack',
            found: 2,
            of: 2,
            needed: 1,
            left: 0,
            hosts: 'node-4, node-5',
          },
        },
      ],
    },
    {
      title: 'control planes apart from etcd, all in one rack',
      template: 'nine-hosts',
      ...inDomains('A', 'A', 'A', 'A', 'B', 'C', 'A', 'B', 'C'),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1', 'node-2', 'node-3'],
          values: {
            problem: 'controlPlane',
            domain: 'A',
            kind: 'rack',
            found: 3,
            of: 3,
            needed: 1,
            left: 0,
            hosts: 'node-1, node-2, node-3',
          },
        },
      ],
    },
    {
      title: 'an NFS pair and a MySQL pair in the same rack',
      template: 'six-hosts',
      plan: ({ hosts }) => {
        hosts[0]?.roles.push('nfs-primary', 'mysql-primary');
        hosts[3]?.roles.push('nfs-secondary', 'mysql-replica');
      },
      findings: (['nfs', 'mysql'] as const).map((problem) => ({
        severity: 'warn' as const,
        hosts: ['node-1', 'node-4'],
        values: { problem, domain: 'A', kind: 'rack', found: 2, of: 2, needed: 1, left: 0, hosts: 'node-1, node-4' },
      })),
    },
  ],
});
