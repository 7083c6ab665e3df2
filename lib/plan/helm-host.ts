import { hostsWithRole, type Plan, type PlanHost } from './schema';
import { runnerOf } from './ssh-hosts';

/**
 * The control plane with which a cluster begins, and on which steps about the whole cluster run: the first in the plan's order, of those that can
 * hold the API's address where that is the gateways' as well. Undefined without a control plane.
 */
export function firstControlPlane(plan: Plan): PlanHost | undefined {
  const { api, application } = plan.entry;
  const shared = api.kind === 'application-entry' && application.kind === 'keepalived';
  const inOrder = hostsWithRole(plan, 'control-plane');
  return inOrder.find(({ roles }) => !shared || roles.includes('gateway')) ?? inOrder[0];
}

/** The host on which helm runs; undefined while the plan has none. */
export function helmHostOf(plan: Plan): PlanHost | undefined {
  return plan.kubernetes.distribution === 'existing' ? runnerOf(plan) : firstControlPlane(plan);
}
