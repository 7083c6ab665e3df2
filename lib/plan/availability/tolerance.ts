import { assess } from './assess';
import { noFailure } from './failure';
import { isVip } from './holders';
import { type AvailabilityModel, capabilityOf } from './model';
import type { CapabilityId, ComponentId, HolderId } from './requirement';
import type { RuleId } from './rules';
import { lossModeOf, smallestSets } from './smallest-sets';

/**
 * - survives: any `tolerates` hosts may be lost at once;
 * - single-point: losing one of `points` takes it down;
 * - as-declared: no host of the plan can take it down, an outside service can;
 * - missing: the plan lacks something, and it never works.
 */
export type Endurance = 'survives' | 'single-point' | 'as-declared' | 'missing';

export type Tolerance = {
  capability: CapabilityId;
  endurance: Endurance;
  /** How many hosts may be lost, whichever they are; at most `countedUpTo` are counted. */
  tolerates: number;
  points: HolderId[];
  /** False: the loss of a point only may take it down, because nobody knows on which host something runs. */
  certain: boolean;
  /** What decides: of the smallest loss. */
  rule: RuleId | null;
  component: ComponentId | null;
  /** The capability that brings the loss, when it isn't a requirement of its own. */
  via: CapabilityId | null;
  of: number;
  need: number;
  /** Outside services that it rests on, by itself or through what it needs. */
  declared: HolderId[];
};

/** More simultaneous losses aren't counted: nine etcd members survive four, and nobody plans more. */
export const countedUpTo = 4;

export function toleranceOf(model: AvailabilityModel, id: CapabilityId): Tolerance {
  const sets = smallestSets(model, id, { upTo: countedUpTo + 1 });
  const smallest = sets.hosts[0];
  const tolerates = sets.missing.length > 0 ? 0 : smallest ? smallest.size - 1 : countedUpTo;
  const points = sets.hosts
    .filter(({ size }) => size === 1)
    .flatMap(({ parts }) => parts.flatMap((each) => each.holders));
  const declared = declaredOf(model, id);
  const verdict = decidedBy(model, id, smallest?.parts.flatMap(({ holders, count }) => holders.slice(0, count)) ?? []);
  const root = sets.missing.length > 0 ? decidedBy(model, id, [])?.affected[0] : verdict?.affected[0];
  return {
    capability: id,
    endurance: enduranceOf(sets.missing, points, tolerates, smallest !== undefined, declared),
    tolerates,
    points: model.hosts.map((host) => host.id).filter((host) => points.includes(host)),
    certain: verdict?.certain ?? true,
    rule: root?.rule ?? null,
    component: root?.component ?? null,
    via: root?.via ?? null,
    of: root?.of ?? 0,
    need: root?.need ?? 0,
    declared,
  };
}

function enduranceOf(
  missing: { capability: CapabilityId }[],
  points: HolderId[],
  tolerates: number,
  byHosts: boolean,
  declared: HolderId[],
): Endurance {
  if (missing.length > 0) return 'missing';
  if (points.length > 0 || tolerates === 0) return 'single-point';
  return !byHosts && declared.length > 0 ? 'as-declared' : 'survives';
}

function decidedBy(model: AvailabilityModel, id: CapabilityId, lost: HolderId[]) {
  const mode = lossModeOf(id);
  const failure = { ...noFailure, hosts: Object.fromEntries(lost.map((host) => [host, mode])) };
  return assess(model, failure).find(({ capability }) => capability === id);
}

function declaredOf(model: AvailabilityModel, id: CapabilityId): HolderId[] {
  const found = new Set<HolderId>();
  const visit = (each: CapabilityId): void => {
    const capability = capabilityOf(model, each);
    for (const { holders } of capability?.requirements ?? []) for (const holder of holders) found.add(holder);
    for (const next of capability?.needs ?? []) visit(next);
  };
  visit(id);
  return model.services.map((service) => service.id).filter((service) => found.has(service) && !isVip(service));
}
