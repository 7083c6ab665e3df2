import type { Failure, FailureMode } from './failure';
import { isHost } from './holders';
import type { Act, HolderId, Requirement } from './requirement';
import type { Back } from './verdict';

/** From what ends soonest and by itself to what doesn't end. */
const order: Back['kind'][] = ['none', 'seconds', 'declared', 'hosts', 'person', 'never'];

export const worstBack = (backs: Back[]): Back =>
  backs.reduce<Back>((worst, back) => (rank(back) > rank(worst) ? back : worst), { kind: 'none' });

function rank(back: Back): number {
  // Among waits the longest counts.
  return order.indexOf(back.kind) + (back.kind === 'seconds' ? back.to / 1e6 : 0);
}

/** @param missing how many of the lost holders have to return */
export function backOf(requirement: Requirement, failure: Failure, lost: HolderId[], missing: number): Back {
  if (lost.length === 0) return { kind: 'person', act: 'complete-plan', hosts: [] };
  const gone = lost.filter((holder) => failure.hosts[holder] === 'lost');
  if (requirement.unmet === 'data-lost') return { kind: 'never', act: requirement.rebuild, hosts: gone };
  const { person } = requirement;
  const able = person && (!person.while || person.while.some((holder) => lives(holder, failure)));
  if (able) return { kind: 'person', act: person.act, hosts: lost };
  return untilBack(requirement.rebuild, failure, lost, missing);
}

/** Until `count` of `lost` are back; those lost with their disks don't come back, and then a person rebuilds. */
export function untilBack(rebuild: Act, failure: Failure, lost: HolderId[], count: number): Back {
  const returning = lost.filter((holder) => isHost(holder) && failure.hosts[holder] !== 'lost');
  if (returning.length >= count) return { kind: 'hosts', hosts: returning, count, mode: modeOf(returning, failure) };
  const hosts = lost.filter(isHost);
  if (hosts.length < lost.length) return { kind: 'declared', services: lost.filter((holder) => !isHost(holder)) };
  return { kind: 'person', act: rebuild, hosts };
}

/** Powered off is the longer wait of the two. */
function modeOf(hosts: HolderId[], failure: Failure): Exclude<FailureMode, 'lost'> {
  return hosts.every((host) => failure.hosts[host] === 'cut-off') ? 'cut-off' : 'powered-off';
}

export function lives(holder: HolderId, failure: Failure): boolean {
  return failure.hosts[holder] === undefined && !failure.services.includes(holder);
}
