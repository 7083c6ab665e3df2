import { lives } from '@/lib/plan/availability/back';
import type { Failure } from '@/lib/plan/availability/failure';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { atLeast, type CapabilityId, type HolderId } from '@/lib/plan/availability/requirement';
import type { TimelineEvent } from '@/lib/plan/availability/timeline';
import type { Verdict } from '@/lib/plan/availability/verdict';

/** What is said of a host that lives on; texts: `what-if.host`. */
export type HostLine =
  | { key: 'stops'; capabilities: CapabilityId[] }
  | { key: 'takes'; event: TimelineEvent }
  | { key: 'carries'; hosts: HolderId[] }
  | { key: 'unchanged' };

/** What a living host does while a failure lasts: the worst of it. */
export function hostLine(
  model: AvailabilityModel,
  failure: Failure,
  verdicts: readonly Verdict[],
  events: readonly TimelineEvent[],
  host: HolderId,
): HostLine {
  const stopped = verdicts.filter((verdict) => standsStill(model, verdict, host)).map(({ capability }) => capability);
  if (stopped.length > 0) return { key: 'stops', capabilities: stopped };
  const event = events.find(({ key, hosts }) => key === 'address-moves' && hosts.includes(host));
  if (event) return { key: 'takes', event };
  const worker = model.hosts.find(({ id }) => id === host)?.worker ?? false;
  const gone = model.hosts.filter((each) => each.worker && !lives(each.id, failure)).map(({ id }) => id);
  const evicts = events.some(({ key }) => key === 'evicted');
  return worker && evicts && gone.length > 0 ? { key: 'carries', hosts: gone } : { key: 'unchanged' };
}

/** The host has a part in what is down by a failure of its own, and can't keep it up: a member without a quorum. */
function standsStill(model: AvailabilityModel, { capability, affected }: Verdict, host: HolderId): boolean {
  const requirements = model.capabilities.find(({ id }) => id === capability)?.requirements ?? [];
  const own = affected.filter(({ via, state, certain }) => via === null && certain && atLeast(state, 'down'));
  return own.some(({ rule }) =>
    requirements.some((requirement) => requirement.rule === rule && requirement.holders.includes(host)),
  );
}
