import type { PlanHost } from '@/lib/plan/schema';
import { type AssignContext, namesOf } from './context';

/** Fewer than three workers leave too little when one is lost: then control planes work too. */
const enough = 3;

export function pickWorkers({ plan, reasons, couldNot }: AssignContext, controlPlanes: PlanHost[]): PlanHost[] {
  const others = plan.hosts.filter((host) => !controlPlanes.includes(host));
  if (others.length >= enough) {
    reasons.push({ key: 'workersApart', values: { hosts: namesOf(others), count: others.length } });
    return others;
  }
  reasons.push({ key: 'workersEverywhere', values: { apart: others.length, needed: enough } });
  if (plan.hosts.length === 1) couldNot.push({ key: 'secondWorker', values: { found: 1, needed: 2 } });
  return plan.hosts;
}
