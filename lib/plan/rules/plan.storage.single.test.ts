import { rainbondSchema, storageSchema } from '@/lib/plan/schema';
import { planStorageSingle } from './plan.storage.single';
import { testRule } from './testing';

testRule(planStorageSingle, {
  accepted: [
    { title: 'no NFS server of the plan’s own' },
    {
      title: 'a pair',
      plan: (plan) => {
        plan.storage = storageSchema.parse({ kind: 'nfs-server', mode: 'primary-secondary' });
        plan.hosts[1]?.roles.push('nfs-primary');
      },
    },
    {
      title: 'a server that isn’t there yet is another rule',
      plan: (plan) => {
        plan.storage = storageSchema.parse({ kind: 'nfs-server' });
      },
    },
  ],
  rejected: [
    {
      title: 'one server, with Rainbond’s console on it',
      plan: (plan) => {
        plan.storage = storageSchema.parse({ kind: 'nfs-server' });
        plan.rainbond = rainbondSchema.parse({ kind: '6.x' });
        plan.hosts[1]?.roles.push('nfs-primary');
      },
      findings: [
        {
          severity: 'warn',
          hosts: ['node-2'],
          path: 'storage.mode',
          values: { host: 'node-2', console: 'yes' },
          fix: 'add-nfs-secondary',
        },
      ],
    },
    {
      title: 'one server and no other host',
      template: 'one-host',
      plan: (plan) => {
        plan.storage = storageSchema.parse({ kind: 'nfs-server' });
        plan.hosts[0]?.roles.push('nfs-primary');
      },
      findings: [
        { severity: 'warn', hosts: ['node-1'], path: 'storage.mode', values: { host: 'node-1', console: 'no' } },
      ],
    },
  ],
});
