import type { AvailabilityModel } from './model';
import type { CapabilityId, HolderId } from './requirement';
import { type Survives, servedBy, survives } from './survives';
import { countedUpTo, toleranceOf } from './tolerance';

/**
 * One line about the whole plan (`availability.headline.<key>`) and a second that says why:
 * - empty: no host yet; missing: nobody provides `capabilities`;
 * - none: any host takes something down; some: only `points` do;
 * - any: survives any `tolerates` hosts; anyDomain: and any failure domain; notDomain: not those in `failing`.
 */
export type Headline = {
  key: 'empty' | 'missing' | 'none' | 'some' | 'any' | 'anyDomain' | 'notDomain';
  of: number;
  tolerates: number;
  points: HolderId[];
  failing: string[];
  domains: number;
  /** What is missing, or what stops with `points`. */
  capabilities: CapabilityId[];
  declared: HolderId[];
};

export function headlineOf(model: AvailabilityModel, found: Survives = survives(model)): Headline {
  const points = found.one.points.map(({ host }) => host);
  const line = {
    of: model.hosts.length,
    tolerates: 0,
    points,
    failing: found.domains.failing.map(({ domain }) => domain),
    domains: found.domains.of,
    capabilities: [...new Set(found.one.points.flatMap(({ stops }) => stops))],
    declared: found.declared,
  };
  if (model.hosts.length === 0) return { ...line, key: 'empty' };
  if (found.missing.length > 0)
    return { ...line, key: 'missing', capabilities: [...new Set(found.missing.map(({ capability }) => capability))] };
  if (points.length > 0) return { ...line, key: points.length === line.of ? 'none' : 'some' };
  const kind = { fails: 'notDomain', proven: 'anyDomain', unproven: 'any', none: 'any' } as const;
  return { ...line, key: kind[found.domains.kind], tolerates: toleratedBy(model) };
}

/** How many hosts may be lost at once, whichever they are, without losing any capability. */
function toleratedBy(model: AvailabilityModel): number {
  const found = servedBy(model).map((id) => toleranceOf(model, id).tolerates);
  return Math.min(countedUpTo, ...found);
}
