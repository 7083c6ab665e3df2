import { type Plan, storageSchema } from '@/lib/plan/schema';
import { setCephCopies } from './set-ceph-copies';
import { testFix } from './testing';

const copies = (count: number) => (plan: Plan) => {
  plan.storage = storageSchema.parse({ kind: 'ceph', copies: count });
  for (const host of plan.hosts) host.roles.push('ceph');
};
const copiesOf = ({ storage }: Plan) => storage.kind === 'ceph' && storage.copies;

testFix(setCephCopies, [
  {
    title: 'too few to go on without a host',
    plan: copies(2),
    rule: 'plan.storage.copies',
    says: 'Keep 3 copies',
    gives: copiesOf,
    expected: 3,
    stale: (plan) => {
      plan.storage = { kind: 'none' };
    },
  },
  {
    title: 'more than there are hosts',
    plan: copies(4),
    rule: 'plan.storage.copies',
    says: 'Keep 3 copies',
    gives: copiesOf,
    expected: 3,
  },
]);
