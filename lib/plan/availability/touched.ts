import { backOf, lives, untilBack } from './back';
import type { Failure } from './failure';
import type { CapabilityId, HolderId, Requirement, State } from './requirement';
import type { Affected, Back } from './verdict';

/** What a failure does to one requirement; null when it is met as before. */
export function touched(
  requirement: Requirement,
  failure: Failure,
  works: (capability: CapabilityId) => boolean,
): Affected | null {
  const { holders, need, now = need } = requirement;
  const lost = lostOf(requirement, failure);
  const alive = holders.length - lost.length;
  const say = (state: State, back: Back, certain = true): Affected => ({
    rule: requirement.rule,
    component: requirement.component,
    state,
    certain,
    alive,
    of: holders.length,
    need,
    now,
    lost,
    via: requirement.from ?? null,
    back,
    values: requirement.values ?? {},
  });
  const certain = !requirement.placeUnknown || alive === 0;
  if (alive < need) return say(requirement.unmet, backOf(requirement, failure, lost, need - alive), certain);
  if (alive < now) {
    const { heals } = requirement;
    return heals?.only.every(works)
      ? say(heals.meanwhile, { kind: 'seconds', ...heals.seconds }, certain)
      : say(requirement.unmet, backOf(requirement, failure, lost, now - alive), certain);
  }
  return spent(requirement, failure, lost, say);
}

/** Met, with a holder less. */
function spent(
  { spare }: Requirement,
  failure: Failure,
  lost: HolderId[],
  say: (state: State, back: Back) => Affected,
): Affected | null {
  if (lost.length === 0) return null;
  switch (spare.kind) {
    case 'none':
      return null;
    case 'margin':
      return say('degraded', untilBack(spare.act, failure, lost, lost.length));
    case 'capacity':
      return say(
        'degraded',
        spare.seconds ? { kind: 'seconds', ...spare.seconds } : untilBack('replace-host', failure, lost, lost.length),
      );
    case 'moves':
      return lost.includes(spare.holder) ? say('degraded', { kind: 'seconds', ...spare.seconds }) : null;
  }
}

function lostOf({ holders, counts }: Requirement, failure: Failure): HolderId[] {
  if (counts === 'disk') return holders.filter((holder) => failure.hosts[holder] === 'lost');
  return holders.filter((holder) => !lives(holder, failure));
}
