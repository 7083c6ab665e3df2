import type { PlanHost, Role } from '@/lib/plan/schema';
import type { CheckContext } from '../check';

/** Whom checks concern, by the plan. */
export const everyHost = (): boolean => true;

export const withRole =
  (...roles: Role[]) =>
  (_context: CheckContext, host: PlanHost): boolean =>
    roles.some((role) => host.roles.includes(role));

const anyRole = withRole('control-plane', 'etcd', 'worker', 'gateway', 'build');

/** Hosts that Slipway makes nodes of; those of an existing cluster are nodes already. */
export function runsKubernetes(context: CheckContext, host: PlanHost): boolean {
  return context.plan.kubernetes.distribution !== 'existing' && anyRole(context, host);
}
