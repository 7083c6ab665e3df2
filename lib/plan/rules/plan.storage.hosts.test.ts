import { type Plan, type ServiceRole, storageSchema } from '@/lib/plan/schema';
import { planStorageHosts } from './plan.storage.hosts';
import { testRule } from './testing';

const storage = (values: object, ...holders: [number, ServiceRole][]) => ({
  plan: (plan: Plan) => {
    plan.storage = storageSchema.parse(values);
    for (const [index, role] of holders) plan.hosts[index]?.roles.push(role);
  },
});
const single = { kind: 'nfs-server' };
const pair = { kind: 'nfs-server', mode: 'primary-secondary' };
const path = 'storage.kind';

testRule(planStorageHosts, {
  accepted: [
    { title: 'nothing of the plan’s own' },
    { title: 'one NFS server', ...storage(single, [1, 'nfs-primary']) },
    { title: 'a pair on two hosts', ...storage(pair, [1, 'nfs-primary'], [2, 'nfs-secondary']) },
    { title: 'Ceph on three', ...storage({ kind: 'ceph' }, [0, 'ceph'], [1, 'ceph'], [2, 'ceph']) },
  ],
  rejected: [
    {
      title: 'no NFS server',
      ...storage(single),
      findings: [
        {
          severity: 'block',
          path,
          values: { problem: 'count', role: 'nfsPrimary', found: 0, needed: 1 },
          fix: 'give-role',
        },
      ],
    },
    {
      title: 'two NFS servers that both lead',
      ...storage(single, [0, 'nfs-primary'], [2, 'nfs-primary']),
      findings: [
        {
          severity: 'block',
          path,
          hosts: ['node-1', 'node-3'],
          values: { problem: 'count', role: 'nfsPrimary', found: 2, needed: 1 },
          fix: 'drop-role',
        },
      ],
    },
    {
      title: 'a pair without its second',
      ...storage(pair, [1, 'nfs-primary']),
      findings: [
        {
          severity: 'block',
          path,
          values: { problem: 'count', role: 'nfsSecondary', found: 0, needed: 1 },
          fix: 'give-role',
        },
      ],
    },
    {
      title: 'a pair on one host',
      ...storage(pair, [1, 'nfs-primary'], [1, 'nfs-secondary']),
      findings: [
        {
          severity: 'block',
          path,
          hosts: ['node-2'],
          values: { problem: 'same', role: 'nfsSecondary', found: 'node-2', needed: 2 },
        },
      ],
    },
    {
      title: 'Ceph on two',
      ...storage({ kind: 'ceph' }, [0, 'ceph'], [1, 'ceph']),
      findings: [
        {
          severity: 'block',
          path,
          hosts: ['node-1', 'node-2'],
          values: { problem: 'few', role: 'ceph', found: 2, needed: 3 },
          fix: 'add-ceph-hosts',
        },
      ],
    },
  ],
});
