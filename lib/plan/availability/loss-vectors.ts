import { isHost } from './holders';
import { type AvailabilityModel, capabilityOf } from './model';
import type { Capability, CapabilityId, HolderId, Requirement } from './requirement';

/** Hosts that stand in the same requirements are as good as each other; an outside service is a class of its own. */
export type HolderClass = { holders: HolderId[]; service: boolean };

/** How many of each class are lost. */
export type LossVector = number[];

export type LossMode = 'powered-off' | 'lost';

export type LossVectors = {
  classes: HolderClass[];
  /** Each takes at least one of the capabilities down, and none contains another. */
  vectors: LossVector[];
  /** Requirements that the plan can't meet even with everything alive, by capability: nothing has to be lost. */
  missing: { capability: CapabilityId; requirement: Requirement }[];
};

/**
 * The smallest losses that take one of `ids` down (`lost`: or lose its data), by classes of holders. Exact: a requirement fails with
 * any HOLDERS − NEED + 1 of its holders, or, when it mends itself, with HOLDERS − NOW + 1 of them together with a loss that
 * stops what mends it.
 *
 * @param upTo no loss of more holders than this
 */
export function lossVectors(model: AvailabilityModel, ids: CapabilityId[], mode: LossMode, upTo: number): LossVectors {
  const closure = closureOf(model, ids);
  const requirements = closure.flatMap((capability) => capability.requirements.filter((each) => counts(each, mode)));
  const classes = classesOf(model, requirements);
  const membersOf = new Map(requirements.map((each) => [each, membership(classes, each)]));
  const memo = new Map<CapabilityId, LossVector[] | 'missing'>();
  const missing: LossVectors['missing'] = [];

  const ofCapability = (id: CapabilityId): LossVector[] | 'missing' => {
    const known = memo.get(id);
    if (known) return known;
    const capability = capabilityOf(model, id);
    const found = capability ? vectorsOf(capability) : [];
    memo.set(id, found);
    return found;
  };
  const vectorsOf = (capability: Capability): LossVector[] | 'missing' => {
    const own = capability.requirements.filter((each) => membersOf.has(each));
    const lacking = own.filter(({ holders, need }) => holders.length < need);
    missing.push(...lacking.map((requirement) => ({ capability: capability.id, requirement })));
    const needed = capability.needs.map(ofCapability);
    if (lacking.length > 0 || needed.includes('missing')) return 'missing';
    return smallest([...own.flatMap(ofRequirement), ...needed.flatMap((each) => (each === 'missing' ? [] : each))]);
  };
  const ofRequirement = (requirement: Requirement): LossVector[] => {
    const { holders, need, now = need, heals } = requirement;
    const members = membersOf.get(requirement) ?? [];
    const none = classes.map(() => 0);
    const gone = extend(classes, members, none, holders.length - need + 1, upTo);
    const out = holders.length - now + 1;
    const stuck = (heals?.only ?? []).flatMap((id) => {
      const stops = ofCapability(id);
      if (stops === 'missing') return extend(classes, members, none, out, upTo);
      return stops.flatMap((stop) => extend(classes, members, stop, out - sumOver(stop, members), upTo));
    });
    return [...gone, ...stuck];
  };

  const found = ids.map(ofCapability);
  return { classes, vectors: smallest(found.flatMap((each) => (each === 'missing' ? [] : each))), missing };
}

/** An outside service has no disk that the model could lose. */
const counts = ({ unmet, counts, holders }: Requirement, mode: LossMode): boolean =>
  unmet !== 'degraded' && (counts === 'host' || (mode === 'lost' && holders.every(isHost)));

/** The capabilities and all that they need, or that mends them. */
function closureOf(model: AvailabilityModel, ids: CapabilityId[]): Capability[] {
  const found = new Set<CapabilityId>();
  const visit = (id: CapabilityId): void => {
    if (found.has(id)) return;
    found.add(id);
    const capability = capabilityOf(model, id);
    for (const next of capability?.needs ?? []) visit(next);
    for (const { heals } of capability?.requirements ?? []) for (const next of heals?.only ?? []) visit(next);
  };
  for (const id of ids) visit(id);
  return model.capabilities.filter(({ id }) => found.has(id));
}

/** All hosts of the model, also those that nothing needs, and the services that something needs. */
function classesOf(model: AvailabilityModel, requirements: Requirement[]): HolderClass[] {
  const standsIn = new Map<HolderId, number[]>(model.hosts.map(({ id }) => [id, []]));
  requirements.forEach(({ holders }, index) => {
    for (const holder of new Set(holders)) {
      const places = standsIn.get(holder);
      if (places) places.push(index);
      else standsIn.set(holder, [index]);
    }
  });
  const classes = new Map<string, HolderClass>();
  for (const [holder, places] of standsIn) {
    const service = !isHost(holder);
    const key = service ? holder : places.join(',');
    const known = classes.get(key);
    if (known) known.holders.push(holder);
    else classes.set(key, { holders: [holder], service });
  }
  return [...classes.values()];
}

/** Indices of the classes that hold the requirement. */
function membership(classes: HolderClass[], { holders }: Requirement): number[] {
  const set = new Set(holders);
  return classes.flatMap((each, index) => (set.has(each.holders[0] ?? '') ? [index] : []));
}

const sumOver = (vector: LossVector, members: number[]): number =>
  members.reduce((sum, index) => sum + (vector[index] ?? 0), 0);

const sizeOf = (vector: LossVector): number => vector.reduce((sum, count) => sum + count, 0);

/** `vector` with `more` further losses among `members`, in every way. */
function extend(
  classes: HolderClass[],
  members: number[],
  vector: LossVector,
  more: number,
  upTo: number,
): LossVector[] {
  if (more <= 0) return [vector];
  if (sizeOf(vector) + more > upTo) return [];
  const [first, ...rest] = members;
  if (first === undefined) return [];
  const lost = vector[first] ?? 0;
  const left = Math.min(more, (classes[first]?.holders.length ?? 0) - lost);
  return Array.from({ length: left + 1 }, (_, taken) => taken).flatMap((taken) =>
    extend(classes, rest, vector.with(first, lost + taken), more - taken, upTo),
  );
}

/** Without repeats and without those that contain another, the smallest first. */
export function smallest(vectors: LossVector[]): LossVector[] {
  const kept: LossVector[] = [];
  for (const vector of vectors.toSorted((a, b) => sizeOf(a) - sizeOf(b))) {
    if (!kept.some((each) => contains(vector, each))) kept.push(vector);
  }
  return kept;
}

export const contains = (vector: LossVector, other: LossVector): boolean =>
  other.every((count, index) => count <= (vector[index] ?? 0));
