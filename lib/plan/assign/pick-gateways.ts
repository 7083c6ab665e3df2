import type { PlanHost } from '@/lib/plan/schema';
import { type AssignContext, domainsOf, namesOf } from './context';
import { spread } from './spread';

/** Two carry on when one is lost; a third is there while one of them is being looked after. */
const wanted = 3;

export function pickGateways(context: AssignContext, controlPlanes: PlanHost[], workers: PlanHost[]): PlanHost[] {
  const { plan, domains, reasons, couldNot } = context;
  // On a shared entry the API arrives at gateways: each has to be a control plane.
  const shared = plan.entry.api.kind === 'application-entry';
  const pool = shared ? controlPlanes : workers;
  const chosen = spread(pool, wanted, () => 0);
  const values = { hosts: namesOf(chosen), count: chosen.length, domains: domainsOf(chosen).length };
  reasons.push({ key: shared ? 'gatewaysOnControlPlanes' : 'gateways', values });
  if (chosen.length < 2) couldNot.push({ key: 'secondGateway', values: { found: chosen.length, needed: 2 } });
  else if (domains.length > 0 && domainsOf(chosen).length < 2 && chosen.every((host) => host.failureDomain !== '')) {
    couldNot.push({ key: 'gatewayDomains', values: { domain: domainsOf(chosen) } });
  }
  return chosen;
}
