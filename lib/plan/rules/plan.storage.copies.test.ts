import { type Plan, storageSchema } from '@/lib/plan/schema';
import { planStorageCopies } from './plan.storage.copies';
import { testRule } from './testing';

const ceph = (copies: number, hosts = 3) => ({
  plan: (plan: Plan) => {
    plan.storage = storageSchema.parse({ kind: 'ceph', copies });
    for (const host of plan.hosts.slice(0, hosts)) host.roles.push('ceph');
  },
});
const found = (severity: 'block' | 'warn', problem: string, copies: number) => ({
  severity,
  path: 'storage.copies',
  values: { problem, found: copies, hosts: 3, needed: 3 },
  fix: 'set-ceph-copies',
});

testRule(planStorageCopies, {
  accepted: [
    { title: 'three on three hosts', ...ceph(3) },
    { title: 'too few hosts are another rule', ...ceph(3, 2) },
    { title: 'other storage' },
  ],
  rejected: [
    { title: 'more than there are hosts', ...ceph(4), findings: [found('block', 'hosts', 4)] },
    { title: 'two', ...ceph(2), findings: [found('warn', 'two', 2)] },
    { title: 'one', ...ceph(1), findings: [found('warn', 'one', 1)] },
  ],
});
