import { hostsWithRole, type Plan, type PlanHost } from './schema';

/**
 * The host that helm runs on for a cluster that exists; undefined while nobody chose one that is in the plan. A cluster that Slipway makes has
 * its own control planes for that.
 */
export function runnerOf(plan: Plan): PlanHost | undefined {
  return plan.hosts.find(({ name }) => name !== '' && name === plan.kubernetes.runner);
}

/**
 * Hosts that Slipway has to sign in to. All of them, when it makes the cluster. Of one that exists: where helm runs, gateways that Keepalived
 * is set up on, and hosts of services that it brings (NFS, MySQL), which are no nodes.
 */
export function hostsBySsh(plan: Plan): PlanHost[] {
  if (plan.kubernetes.distribution !== 'existing') return plan.hosts;
  const needed = new Set<PlanHost>();
  const runner = runnerOf(plan);
  if (runner) needed.add(runner);
  if (plan.entry.application.kind === 'keepalived') for (const host of hostsWithRole(plan, 'gateway')) needed.add(host);
  for (const role of ['nfs-primary', 'nfs-secondary', 'mysql-primary', 'mysql-replica'] as const)
    for (const host of hostsWithRole(plan, role)) needed.add(host);
  return plan.hosts.filter((host) => needed.has(host));
}

/** Hosts that can be looked at by SSH: those that have to be, and those that somebody said how to sign in to. */
export function isReachedBySsh(plan: Plan, host: PlanHost): boolean {
  return host.ssh.credential !== '' || hostsBySsh(plan).includes(host);
}
