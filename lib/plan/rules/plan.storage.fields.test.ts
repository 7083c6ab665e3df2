import { type Plan, storageSchema } from '@/lib/plan/schema';
import { planStorageFields } from './plan.storage.fields';
import { testRule } from './testing';

const storage = (values: object) => ({
  plan: (plan: Plan) => {
    plan.storage = storageSchema.parse(values);
  },
});
const nfs = (values: object) => storage({ kind: 'external-nfs', server: 'nas', path: '/exports/rbd', ...values });
const found = (field: string, problem: string, text: string) => ({
  severity: 'block' as const,
  path: `storage.${field}`,
  values: { problem, found: text },
});

testRule(planStorageFields, {
  accepted: [
    { title: 'no storage, and local paths', ...storage({ kind: 'built-in' }) },
    { title: 'an NFS server by name', ...nfs({}) },
    { title: 'an NFS server by address', ...nfs({ server: '10.0.0.50' }) },
    { title: 'defaults of the plan’s own storage', ...storage({ kind: 'nfs-server' }) },
    { title: 'an existing class', ...storage({ kind: 'storage-class', name: 'fast.corp.example' }) },
  ],
  rejected: [
    {
      title: 'an NFS server that is still empty',
      ...nfs({ server: '', path: '' }),
      findings: [found('server', 'serverEmpty', ''), found('path', 'pathEmpty', '')],
    },
    {
      title: 'an address that no host has',
      ...nfs({ server: '127.0.0.1' }),
      findings: [found('server', 'serverFormat', '127.0.0.1')],
    },
    {
      title: 'address and export in one field',
      ...nfs({ server: '10.0.0.50:/srv' }),
      findings: [found('server', 'serverFormat', '10.0.0.50:/srv')],
    },
    ...['exports/rbd', '/exports/two words', '/exports/../etc', '/'].map((path) => ({
      title: `the path ${path}`,
      ...nfs({ path }),
      findings: [found('path', 'pathFormat', path)],
    })),
    {
      title: 'a class without a name',
      ...storage({ kind: 'storage-class' }),
      findings: [found('name', 'classEmpty', '')],
    },
    {
      title: 'a class in capitals',
      ...storage({ kind: 'ceph', storageClass: 'Fast' }),
      findings: [found('storageClass', 'classFormat', 'Fast')],
    },
  ],
});
