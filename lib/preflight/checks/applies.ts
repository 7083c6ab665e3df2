import type { PlanHost, Role } from '@/lib/plan/schema';
import type { CheckContext } from '../check';

/** Whom checks concern, by the plan. */
export const everyHost = (): boolean => true;

export const withRole =
  (...roles: Role[]) =>
  (_context: CheckContext, host: PlanHost): boolean =>
    roles.some((role) => host.roles.includes(role));

/** Hosts that Slipway makes nodes of; those of an existing cluster are nodes already. */
export function runsKubernetes({ plan }: CheckContext, host: PlanHost): boolean {
  return (
    plan.kubernetes.distribution !== 'existing' &&
    withRole('control-plane', 'etcd', 'worker', 'gateway', 'build')({ plan } as CheckContext, host)
  );
}
