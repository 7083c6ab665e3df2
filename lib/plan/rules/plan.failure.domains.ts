import { wantsKind } from '@/lib/plan/domain-name';
import { domainsOf } from '@/lib/plan/edits/domains';
import { etcdLayout } from '@/lib/plan/etcd-layout';
import { quorum } from '@/lib/plan/quorum';
import { type Found, rule } from '@/lib/plan/rule';
import { hostsWithRole, type Plan, type PlanHost } from '@/lib/plan/schema';

/** Who carries it together, and how many of them have to live. `problem` is a key that ICU can select on. */
type Group = { problem: string; hosts: PlanHost[]; needed: number };

function groupsOf(plan: Plan): Group[] {
  const etcd = hostsWithRole(plan, 'etcd');
  const of = (problem: string, ...names: Parameters<typeof hostsWithRole>[1][]): Group => ({
    problem,
    hosts: plan.hosts.filter((host) => names.some((name) => host.roles.includes(name))),
    needed: 1,
  });
  const ceph = hostsWithRole(plan, 'ceph');
  return [
    { problem: 'etcd', hosts: etcd, needed: quorum(etcd.length) },
    // Stacked, the loss of a majority of etcd says it already.
    ...(etcdLayout(plan) === 'stacked' ? [] : [of('controlPlane', 'control-plane')]),
    of('gateway', 'gateway'),
    of('worker', 'worker'),
    of('nfs', 'nfs-primary', 'nfs-secondary'),
    of('mysql', 'mysql-primary', 'mysql-replica'),
    // Its monitors vote as etcd's members do.
    { problem: 'ceph', hosts: ceph, needed: quorum(ceph.length) },
  ];
}

/** What the text says before the domain's name; `none` when the name says what it is. */
function shownKind(plan: Plan, name: string): string {
  const domain = domainsOf(plan).find((each) => each.name === name);
  return domain && wantsKind(domain) ? domain.kind : 'none';
}

/** Losing one domain must not take what its hosts' redundancy is for. A group that can't lose a host is another rule's. */
export const planFailureDomains = rule('plan.failure.domains', 'hosts', ({ plan }) => {
  return groupsOf(plan).flatMap(({ problem, hosts, needed }): Found[] => {
    if (hosts.length - 1 < Math.max(needed, 1)) return [];
    const domains = [...new Set(hosts.map((host) => host.failureDomain))].filter((name) => name !== '');
    return domains.flatMap((domain): Found[] => {
      const inside = hosts.filter((host) => host.failureDomain === domain);
      const left = hosts.length - inside.length;
      if (left >= needed) return [];
      const names = inside.map((host) => host.name);
      const values = {
        problem,
        domain,
        kind: shownKind(plan, domain),
        found: inside.length,
        of: hosts.length,
        needed,
        left,
        hosts: names.join(', '),
      };
      return [{ severity: 'warn', hosts: names, values }];
    });
  });
});
