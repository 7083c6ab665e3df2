import { assess } from './assess';
import { failureOf, hostsOfDomain } from './failure';
import { isVip } from './holders';
import { contains, type LossVector, lossVectors } from './loss-vectors';
import type { AvailabilityModel } from './model';
import { atLeast, type CapabilityId, type HolderId } from './requirement';
import type { RuleId } from './rules';
import { choose } from './smallest-sets';

export type Survives = {
  /** Requirements that the plan can't meet at all; what they belong to counts in none of the answers below. */
  missing: { capability: CapabilityId; rule: RuleId; of: number; need: number }[];
  /** Any one host, powered off. */
  one: { survived: number; of: number; points: { host: HolderId; stops: CapabilityId[] }[] };
  /** Any two hosts at once. */
  two: { survived: number; of: number };
  domains: DomainSurvival;
  /** Outside services that all of this rests on. */
  declared: HolderId[];
};

/** `unproven`: nothing known says no, but `unknown` hosts are in no domain, and may share one. */
export type DomainSurvival = {
  kind: 'proven' | 'fails' | 'unproven' | 'none';
  of: number;
  failing: { domain: string; stops: CapabilityId[] }[];
  unknown: HolderId[];
};

/**
 * What a plan must keep when hosts are powered off. Slipway isn't among it, since a cluster runs on without its console; nor
 * is data, which stays while disks stay.
 */
export function servedBy(model: AvailabilityModel): CapabilityId[] {
  return model.capabilities.map(({ id }) => id).filter((id) => id !== 'slipway' && id !== 'storage-data');
}

export function survives(model: AvailabilityModel): Survives {
  const { classes, vectors, missing } = lossVectors(model, servedBy(model), 'powered-off', 2);
  const down = (lost: LossVector): boolean => vectors.some((vector) => contains(lost, vector));
  const hosts = classes.flatMap(({ service, holders }, index) => (service ? [] : [{ index, size: holders.length }]));
  const losing = (...lost: number[]): LossVector =>
    classes.map((_, index) => lost.filter((each) => each === index).length);

  const singles = hosts.filter(({ index }) => down(losing(index)));
  const pairs = hosts.flatMap((a, at) =>
    hosts.slice(at).map((b) => ({
      ways: a === b ? choose(a.size, 2) : a.size * b.size,
      down: down(losing(a.index, b.index)),
    })),
  );
  const stops = new Map(
    singles.flatMap(({ index }) => {
      const { holders = [] } = classes[index] ?? {};
      // Hosts of one class stop the same things.
      const stopped = stopsOf(model, holders.slice(0, 1));
      return holders.map((host) => [host, stopped] as const);
    }),
  );
  const points = model.hosts.flatMap(({ id }) => {
    const stopped = stops.get(id);
    return stopped ? [{ host: id, stops: stopped }] : [];
  });
  const of = model.hosts.length;
  return {
    missing: missing.map(({ capability, requirement: { rule, holders, need } }) => ({
      capability,
      rule,
      of: holders.length,
      need,
    })),
    one: {
      survived: of - points.length,
      of,
      points,
    },
    two: {
      survived: pairs.reduce((sum, pair) => sum + (pair.down ? 0 : pair.ways), 0),
      of: choose(of, 2),
    },
    domains: domainsOf(model),
    declared: model.services.map(({ id }) => id).filter((id) => id !== 'console' && !isVip(id)),
  };
}

function domainsOf(model: AvailabilityModel): DomainSurvival {
  const domains = [...new Set(model.hosts.map(({ domain }) => domain).filter(Boolean))];
  const unknown = model.hosts.filter(({ domain }) => domain === '').map(({ id }) => id);
  const failing = domains
    .map((domain) => ({ domain, stops: stopsOf(model, hostsOfDomain(model, domain)) }))
    .filter(({ stops }) => stops.length > 0);
  const kind =
    domains.length === 0 ? 'none' : failing.length > 0 ? 'fails' : unknown.length > 0 ? 'unproven' : 'proven';
  return { kind, of: domains.length, failing, unknown };
}

/** What stops when these hosts are powered off, without what is missing anyway. */
export function stopsOf(model: AvailabilityModel, hosts: HolderId[]): CapabilityId[] {
  const before = new Set(downNow(model, []));
  return downNow(model, hosts).filter((id) => !before.has(id));
}

function downNow(model: AvailabilityModel, hosts: HolderId[]): CapabilityId[] {
  const served = servedBy(model);
  return assess(model, failureOf(model, hosts))
    .filter(({ capability, state }) => served.includes(capability) && atLeast(state, 'down'))
    .map(({ capability }) => capability);
}
