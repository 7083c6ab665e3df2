import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** etcd's FAQ, "What is maximum cluster size?": no more than seven, every write waits for a majority. */
const maximumMembers = 7;

export const planEtcdMax = rule('plan.etcd.max', 'hosts', ({ plan }) => {
  const members = hostsWithRole(plan, 'etcd');
  if (members.length <= maximumMembers) return [];
  return [
    {
      severity: 'warn',
      path: 'hosts',
      hosts: members.map((host) => host.name),
      values: { found: members.length, needed: maximumMembers },
    },
  ];
});
