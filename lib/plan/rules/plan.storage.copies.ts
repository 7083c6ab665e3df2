import { setCephCopies } from '@/lib/plan/fixes/set-ceph-copies';
import { type Found, rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** Three copies with min_size 2 go on after the loss of one host; two stop, one loses data (Ceph, "Pools": size, min_size). */
const safeCopies = 3;

export const planStorageCopies = rule('plan.storage.copies', 'storage', ({ plan }) => {
  if (plan.storage.kind !== 'ceph') return [];
  const { copies } = plan.storage;
  const hosts = hostsWithRole(plan, 'ceph').length;
  const path = 'storage.copies';
  const values = { found: copies, hosts, needed: safeCopies };
  // Too few hosts is plan.storage.hosts: it says how many are needed.
  if (hosts < safeCopies) return [];
  const fix = setCephCopies.offer({ copies: safeCopies });
  if (copies > hosts) return [{ severity: 'block', path, values: { problem: 'hosts', ...values }, fix }];
  if (copies >= safeCopies) return [];
  return [
    { severity: 'warn', path, values: { problem: copies === 1 ? 'one' : 'two', ...values }, fix } satisfies Found,
  ];
});
