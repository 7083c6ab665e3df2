import type { Plan } from '../../schema';
import type { ComponentId, HolderId, Requirement } from '../requirement';
import type { RuleId } from '../rules';
import { timesOf } from '../times';
import { require } from './require';

/**
 * `replicas` pods on hosts that nobody knows in advance, each on a host of its own. Losing all but `replicas − 1` of the
 * candidates may have hit every one of them; they come back by eviction while the API works.
 *
 * @param more.extraSeconds waited on top, such as for a block volume to be taken from the dead node
 */
export function replicated(
  plan: Plan,
  rule: RuleId,
  component: ComponentId,
  candidates: HolderId[],
  replicas: number,
  more: { extraSeconds?: number; meanwhile?: 'up' | 'degraded' } = {},
): Requirement {
  const placed = Math.min(replicas, candidates.length);
  const seconds = timesOf(plan).evictionSeconds + (more.extraSeconds ?? 0);
  return require(rule, component, candidates, 1, {
    now: Math.max(1, candidates.length - placed + 1),
    heals: {
      seconds: { from: seconds, to: seconds },
      only: ['kubernetes-api'],
      meanwhile: more.meanwhile ?? 'degraded',
    },
    placeUnknown: true,
    values: { replicas },
  });
}

/** One pod whose volume is on one host's disk, nobody knows which: the loss of any candidate may take it down. */
export function pinned(rule: RuleId, component: ComponentId, candidates: HolderId[]): Requirement {
  return require(rule, component, candidates, candidates.length || 1, { placeUnknown: true });
}
