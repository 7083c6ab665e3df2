import { toleratedLosses } from '@/lib/plan/quorum';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** An even number of voters tolerates no more losses than one fewer, and has one more to lose (etcd's FAQ). */
export const planEtcdOdd = rule('plan.etcd.odd', 'hosts', ({ plan }) => {
  const members = hostsWithRole(plan, 'etcd');
  const found = members.length;
  if (found === 0 || found % 2 === 1) return [];
  const tolerates = toleratedLosses(found);
  return [
    {
      severity: 'block',
      path: 'hosts',
      hosts: members.map((host) => host.name),
      values: { found, fewer: found - 1, more: found + 1, tolerates },
    },
  ];
});
