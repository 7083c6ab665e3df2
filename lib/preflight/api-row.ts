import { hostSchema, type PlanHost } from '@/lib/plan/schema';
import type { CheckContext } from './check';

/** Name of the row that answers for the whole cluster. No host can be called so: a node's name has no capitals and no space. */
export const apiRowName = 'Kubernetes API';

/** Stands where a check asks for a host. */
export const apiRow: PlanHost = hostSchema.parse({ name: apiRowName, address: '' });

/** Whether there is a cluster whose API can be asked: one that the plan begins with, or one that was made of it. */
export function hasCluster({ plan, cluster }: Pick<CheckContext, 'plan' | 'cluster'>): boolean {
  return cluster ?? plan.kubernetes.distribution === 'existing';
}
