import type { FactsByHost } from '../../facts';
import type { Plan } from '../../schema';
import { assess } from '../assess';
import type { Failure } from '../failure';
import { modelOf } from '../model';
import { atLeast, type CapabilityId, type HolderId, type State, states } from '../requirement';
import type { Verdict } from '../verdict';
import type { Edit, RemedyStep } from './edit';
import {
  anotherWorker,
  controlPlanes,
  etcdMembers,
  gatewayReplicas,
  secondBuilder,
  secondGateway,
  slipwayApart,
  swapRoles,
} from './host-edits';
import {
  apiVip,
  asynchronous,
  ceph,
  consoleReplicas,
  entryVip,
  externalDatabase,
  externalNfs,
  externalRegistry,
  kubernetesEtcd,
  mysqlReplica,
  nfsSecondary,
  sharedVolumes,
} from './service-edits';

export type Remedy = {
  /** Done in this order; one, unless no single change helps. */
  steps: RemedyStep[];
  /** The edited plan. Hosts keep their places, added ones come last. */
  plan: Plan;
  /** What the capability does under the same failure then, and whether that is sure. */
  state: State;
  certain: boolean;
  /** Outside services that it would then rest on: for them the state is what their owners declare. */
  declared: HolderId[];
};

/** The cheapest first, so that it is the one kept among equals. */
const edits: Edit[] = [
  sharedVolumes,
  kubernetesEtcd,
  gatewayReplicas,
  consoleReplicas,
  secondGateway,
  secondBuilder,
  anotherWorker,
  apiVip,
  entryVip,
  slipwayApart,
  swapRoles,
  controlPlanes,
  etcdMembers,
  asynchronous,
  ceph,
  nfsSecondary,
  externalNfs,
  externalRegistry,
  externalDatabase,
  mysqlReplica,
];

/** No combination of more changes is offered: it would be another plan. */
const mostSteps = 5;

/**
 * What would keep a capability better under the same failure, the best first: every single change that helps, and where none keeps it
 * from being down, the changes that together do. Empty when it is up, or nothing helps.
 */
export function remedies(plan: Plan, failure: Failure, capability: CapabilityId, facts?: FactsByHost): Remedy[] {
  const judge = (changed: Plan): Verdict | undefined =>
    assess(modelOf(changed, facts), failure).find((verdict) => verdict.capability === capability);
  const now = judge(plan);
  if (!now || now.state === 'up') return [];

  const singles = edits.flatMap((edit): Remedy[] => {
    const edited = edit(plan, failure);
    const then = edited && judge(edited.plan);
    return edited && then && better(then, now) ? [remedyOf([edited.step], edited.plan, then)] : [];
  });
  const kept = singles.some(({ state }) => !atLeast(state, 'down'));
  const together = kept ? null : combine(plan, failure, now, judge);
  return [...singles, ...(together ? [together] : [])].toSorted(
    (a, b) => states.indexOf(a.state) - states.indexOf(b.state) || Number(b.certain) - Number(a.certain),
  );
}

const remedyOf = (steps: RemedyStep[], plan: Plan, { state, certain, declared }: Verdict): Remedy => ({
  steps,
  plan,
  state,
  certain,
  declared,
});

const better = (then: Verdict, now: Verdict): boolean => states.indexOf(then.state) < states.indexOf(now.state);

/** Each time the change that removes the most of what keeps the capability down. */
function combine(
  plan: Plan,
  failure: Failure,
  now: Verdict,
  judge: (plan: Plan) => Verdict | undefined,
): Remedy | null {
  let best = { plan, verdict: now, steps: [] as RemedyStep[] };
  while (best.steps.length < mostSteps && atLeast(best.verdict.state, 'down')) {
    const next = edits
      .flatMap((edit) => {
        const edited = edit(best.plan, failure);
        const verdict = edited && judge(edited.plan);
        if (!edited || !verdict) return [];
        return [{ plan: edited.plan, verdict, steps: [...best.steps, edited.step] }];
      })
      .filter(({ verdict }) => rootsOf(verdict) < rootsOf(best.verdict))
      .toSorted((a, b) => rootsOf(a.verdict) - rootsOf(b.verdict))[0];
    if (!next) break;
    best = next;
  }
  const helped = best.steps.length > 1 && better(best.verdict, now);
  return helped ? remedyOf(best.steps, best.plan, best.verdict) : null;
}

const rootsOf = ({ affected }: Verdict): number => affected.filter(({ state }) => atLeast(state, 'down')).length;
