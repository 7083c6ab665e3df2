import { type Plan, type ServiceRole, storageSchema } from '@/lib/plan/schema';
import { planStorageExclusive } from './plan.storage.exclusive';
import { testRule } from './testing';

const storage = (values: object, ...holders: [number, ServiceRole][]) => ({
  plan: (plan: Plan) => {
    plan.storage = storageSchema.parse(values);
    for (const [index, role] of holders) plan.hosts[index]?.roles.push(role);
  },
});
const found = (index: number, role: string, kind: string) => ({
  severity: 'warn' as const,
  hosts: [`node-${index + 1}`],
  path: `hosts.${index}.roles`,
  values: { host: `node-${index + 1}`, role, storage: kind },
  fix: 'drop-role',
});

testRule(planStorageExclusive, {
  accepted: [
    { title: 'no service role' },
    { title: 'the role that the choice asks for', ...storage({ kind: 'nfs-server' }, [0, 'nfs-primary']) },
    {
      title: 'both of a pair',
      ...storage({ kind: 'nfs-server', mode: 'primary-secondary' }, [0, 'nfs-primary'], [1, 'nfs-secondary']),
    },
    { title: 'Ceph', ...storage({ kind: 'ceph' }, [0, 'ceph']) },
  ],
  rejected: [
    {
      title: 'an NFS server beside an external one',
      ...storage({ kind: 'external-nfs' }, [1, 'nfs-primary']),
      findings: [found(1, 'nfsPrimary', 'externalNfs')],
    },
    {
      title: 'a second server for a single one, and Ceph beside it',
      ...storage({ kind: 'nfs-server' }, [0, 'nfs-primary'], [1, 'nfs-secondary'], [2, 'ceph']),
      findings: [found(1, 'nfsSecondary', 'nfsServer'), found(2, 'ceph', 'nfsServer')],
    },
  ],
});
