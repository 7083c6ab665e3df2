import { type HolderClass, type LossMode, type LossVector, lossVectors } from './loss-vectors';
import type { AvailabilityModel } from './model';
import type { CapabilityId, HolderId } from './requirement';
import type { RuleId } from './rules';

/** Losing `count` of `holders`, whichever they are, from each part at once. */
export type LossSet = { parts: { holders: HolderId[]; count: number }[]; size: number };

export type SmallestSets = {
  /** Of hosts alone. */
  hosts: LossSet[];
  /** With an outside service or a virtual address in them: never counted against what the plan's hosts survive. */
  services: LossSet[];
  /** What the plan lacks: the capability is down before anything is lost, and then there are no sets. */
  missing: { capability: CapabilityId; rule: RuleId; of: number; need: number }[];
};

/** Storage's data stays while disks stay, so that its sets are of hosts lost with their disks. */
export const lossModeOf = (id: CapabilityId): LossMode => (id === 'storage-data' ? 'lost' : 'powered-off');

/** The smallest sets that take a capability down, up to a size. Exact; written out only by `expand`. */
export function smallestSets(
  model: AvailabilityModel,
  capability: CapabilityId,
  { upTo = 3, mode = lossModeOf(capability) }: { upTo?: number; mode?: LossMode } = {},
): SmallestSets {
  const { classes, vectors, missing } = lossVectors(model, [capability], mode, upTo);
  const sets = vectors.map((vector) => ({ set: setOf(classes, vector), service: usesService(classes, vector) }));
  return {
    hosts: sets.filter(({ service }) => !service).map(({ set }) => set),
    services: sets.filter(({ service }) => service).map(({ set }) => set),
    missing: missing.map(({ capability: id, requirement }) => ({
      capability: id,
      rule: requirement.rule,
      of: requirement.holders.length,
      need: requirement.need,
    })),
  };
}

const usesService = (classes: HolderClass[], vector: LossVector): boolean =>
  classes.some(({ service }, index) => service && (vector[index] ?? 0) > 0);

function setOf(classes: HolderClass[], vector: LossVector): LossSet {
  const parts = classes.flatMap(({ holders }, index) => {
    const count = vector[index] ?? 0;
    return count > 0 ? [{ holders, count }] : [];
  });
  return { parts, size: parts.reduce((sum, { count }) => sum + count, 0) };
}

/** How many sets of single holders it stands for. */
export function countOf({ parts }: LossSet): number {
  return parts.reduce((product, { holders, count }) => product * choose(holders.length, count), 1);
}

export function choose(of: number, count: number): number {
  let ways = 1;
  for (let taken = 0; taken < count; taken++) ways = (ways * (of - taken)) / (taken + 1);
  return Math.round(ways);
}

/** The sets of single holders, one at a time. */
export function* expand({ parts }: LossSet): Generator<HolderId[]> {
  const [first, ...rest] = parts;
  if (!first) {
    yield [];
    return;
  }
  for (const head of subsets(first.holders, first.count)) {
    for (const tail of expand({ parts: rest, size: 0 })) yield [...head, ...tail];
  }
}

function* subsets(holders: HolderId[], count: number): Generator<HolderId[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let index = 0; index <= holders.length - count; index++) {
    for (const tail of subsets(holders.slice(index + 1), count - 1)) yield [holders[index] ?? '', ...tail];
  }
}
