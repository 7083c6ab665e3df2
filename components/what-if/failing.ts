import type { Failure, FailureMode } from '@/lib/plan/availability/failure';
import { failureOf, hostsOfDomain } from '@/lib/plan/availability/failure';
import { isHost } from '@/lib/plan/availability/holders';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { HolderId } from '@/lib/plan/availability/requirement';

/**
 * What a person lets fail, and how. Parts are hosts (`host:0`, by their place in the plan), failure domains (`domain:Rack B`) and
 * virtual addresses and outside services by their ids in the model (`vip:api`, `service:nfs`, `entry:api`, `console`).
 */
export type Failing = { mode: FailureMode; parts: readonly string[] };

export const nothingFails: Failing = { mode: 'powered-off', parts: [] };

const domainMark = 'domain:';

export const partOfDomain = (name: string): string => domainMark + name;

/** A part's failure domain; null for a host or a service. */
export const domainOf = (part: string): string | null =>
  part.startsWith(domainMark) ? part.slice(domainMark.length) : null;

/** The hosts and services that a part stands for. */
export function holdersOf(model: AvailabilityModel, part: string): HolderId[] {
  const domain = domainOf(part);
  if (domain !== null) return hostsOfDomain(model, domain);
  return [model.onHosts[part] ?? part];
}

export function failureFrom(model: AvailabilityModel, { mode, parts }: Failing): Failure {
  return failureOf(
    model,
    parts.flatMap((part) => holdersOf(model, part)),
    mode,
  );
}

/**
 * `parts` fail, or come back when they all failed already. A host that failed with its domain comes back alone: the domain's other
 * hosts stay failed, each for itself.
 */
export function toggle(model: AvailabilityModel, failing: Failing, parts: readonly string[]): Failing {
  const wanted = parts.flatMap((part) => (domainOf(part) === null ? holdersOf(model, part) : [part]));
  const out = new Set(failing.parts.flatMap((part) => [part, ...holdersOf(model, part)]));
  if (wanted.length === 0) return failing;
  if (!wanted.every((part) => out.has(part))) {
    return { ...failing, parts: [...new Set([...failing.parts, ...wanted])] };
  }
  const back = new Set(wanted);
  const left = failing.parts.flatMap((part) => {
    if (back.has(part)) return [];
    const holders = holdersOf(model, part);
    if (!holders.some((holder) => back.has(holder))) return [part];
    return holders.filter((holder) => isHost(holder) && !back.has(holder));
  });
  return { ...failing, parts: [...new Set(left)] };
}
