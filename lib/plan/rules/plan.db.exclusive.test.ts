import { planDbExclusive } from './plan.db.exclusive';
import { testRule } from './testing';

testRule(planDbExclusive, {
  accepted: [
    { title: 'no MySQL on a host' },
    {
      title: 'the roles of a pair',
      plan: (plan) => {
        plan.database = { kind: 'mysql-pair', replication: 'asynchronous' };
        plan.hosts[0]?.roles.push('mysql-primary');
      },
    },
  ],
  rejected: [
    {
      title: 'a primary beside the built-in MySQL',
      plan: ({ hosts }) => {
        hosts[2]?.roles.push('mysql-primary');
      },
      findings: [
        {
          severity: 'warn',
          hosts: ['node-3'],
          path: 'hosts.2.roles',
          values: { host: 'node-3', role: 'mysqlPrimary', database: 'builtIn' },
          fix: 'drop-role',
        },
      ],
    },
    {
      title: 'a host that does nothing else keeps its role until it has another',
      plan: ({ hosts }) => {
        Object.assign(hosts[2] ?? {}, { roles: ['mysql-replica'] });
      },
      findings: [
        {
          severity: 'warn',
          hosts: ['node-3'],
          path: 'hosts.2.roles',
          values: { host: 'node-3', role: 'mysqlReplica', database: 'builtIn' },
        },
      ],
    },
  ],
});
