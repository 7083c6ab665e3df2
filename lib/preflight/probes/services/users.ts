import type { PlanHost } from '@/lib/plan/schema';
import type { CheckContext } from '../../check';
import { withRole } from '../../checks/applies';

/** Hosts that pods of Rainbond may run on: what they use has to be reached from there. */
export const runsPods = withRole('worker', 'gateway', 'build');

/** Hosts that pull images: every node. */
export const pullsImages = withRole('control-plane', 'worker', 'gateway', 'build');

export const usesDatabase = (context: CheckContext, host: PlanHost): boolean =>
  context.plan.database.kind === 'external' && context.plan.rainbond.kind !== 'none' && runsPods(context, host);

export const usesRegistry = (context: CheckContext, host: PlanHost): boolean =>
  context.plan.registry.kind === 'external' && context.plan.rainbond.kind !== 'none' && pullsImages(context, host);

/** The provisioner's volumes are mounted by kubelet wherever a pod runs, with Rainbond or without. */
export const usesNfs = (context: CheckContext, host: PlanHost): boolean =>
  context.plan.storage.kind === 'external-nfs' && runsPods(context, host);

/** Rainbond 5.17 alone has an etcd of its own. */
export const usesEtcd = (context: CheckContext, host: PlanHost): boolean =>
  context.plan.etcd.kind === 'external' && context.plan.rainbond.kind === '5.17' && runsPods(context, host);
