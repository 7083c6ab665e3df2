import { hostsWithFewestRoles } from '@/lib/plan/fewest-roles';
import { addCephHosts } from '@/lib/plan/fixes/add-ceph-hosts';
import { messageKey } from '@/lib/plan/message-key';
import { type Found, rule } from '@/lib/plan/rule';
import { hostsWithRole, type Plan, type ServiceRole } from '@/lib/plan/schema';
import { offerService, onlyOneTooMany } from '@/lib/plan/service-hosts';

/** Ceph's monitors vote, and three copies want three hosts (Rook, "Ceph cluster": mon count 3, failure domain host). */
const cephHosts = 3;

function exactlyOne(plan: Plan, role: ServiceRole, apartFrom: ServiceRole[]): Found[] {
  const holders = hostsWithRole(plan, role);
  if (holders.length === 1) return [];
  const last = holders.at(-1);
  return [
    {
      severity: 'block',
      path: 'storage.kind',
      hosts: holders.map((host) => host.name),
      values: { problem: 'count', role: messageKey(role), found: holders.length, needed: 1 },
      fix: last ? onlyOneTooMany(holders, role) : offerService(plan, role, apartFrom),
    },
  ];
}

function twoOnOne(plan: Plan): Found[] {
  return hostsWithRole(plan, 'nfs-primary')
    .filter((host) => host.roles.includes('nfs-secondary'))
    .map((host) => ({
      severity: 'block',
      path: 'storage.kind',
      hosts: [host.name],
      values: { problem: 'same', role: 'nfsSecondary', found: host.name, needed: 2 },
    }));
}

/** The hosts that a storage of the plan's own runs on. */
export const planStorageHosts = rule('plan.storage.hosts', 'storage', ({ plan }) => {
  const { storage } = plan;
  if (storage.kind === 'ceph') {
    const holders = hostsWithRole(plan, 'ceph');
    if (holders.length >= cephHosts) return [];
    const values = { problem: 'few', role: 'ceph', found: holders.length, needed: cephHosts };
    const missing = cephHosts - holders.length;
    const more = hostsWithFewestRoles(plan, missing, (host) => !host.roles.includes('ceph'));
    const fix = more && addCephHosts.offer({ hosts: more.map(({ name }) => name).join(', '), count: missing });
    return [{ severity: 'block', path: 'storage.kind', hosts: holders.map(({ name }) => name), values, fix }];
  }
  if (storage.kind !== 'nfs-server') return [];
  const primary = exactlyOne(plan, 'nfs-primary', ['nfs-secondary']);
  if (storage.mode === 'single') return primary;
  return [...primary, ...exactlyOne(plan, 'nfs-secondary', ['nfs-primary']), ...twoOnOne(plan)];
});
