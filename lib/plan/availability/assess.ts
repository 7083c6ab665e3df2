import { lives, worstBack } from './back';
import type { Failure } from './failure';
import { isHost, isVip } from './holders';
import type { AvailabilityModel } from './model';
import { atLeast, type Capability, type CapabilityId, type State, states } from './requirement';
import { touched } from './touched';
import type { Affected, Caution, Standing, Verdict } from './verdict';

/** What each capability of the plan does while `failure` lasts, in the model's order. Clients are with the survivors. */
export function assess(model: AvailabilityModel, failure: Failure): Verdict[] {
  const verdicts = new Map<CapabilityId, Verdict>();
  // Needs have no cycle: etcd, API, then what stands on them.
  const verdictOf = (id: CapabilityId): Verdict | undefined => {
    const known = verdicts.get(id);
    if (known) return known;
    const capability = model.capabilities.find((each) => each.id === id);
    if (!capability) return undefined;
    const verdict = judge(capability, failure, verdictOf);
    verdicts.set(id, verdict);
    return verdict;
  };
  return model.capabilities.flatMap(({ id }) => verdictOf(id) ?? []);
}

const isDown = (verdict: Verdict | undefined): verdict is Verdict =>
  verdict !== undefined && atLeast(verdict.state, 'down');

function judge(
  capability: Capability,
  failure: Failure,
  verdictOf: (id: CapabilityId) => Verdict | undefined,
): Verdict {
  const own = capability.requirements.flatMap(
    (requirement) => touched(requirement, failure, (id) => !isDown(verdictOf(id))) ?? [],
  );
  const inherited = capability.needs.flatMap((id) => unmetOf(verdictOf(id), 'down'));
  const hampered = capability.hampered.flatMap(({ by, rule, component }) =>
    // The rule of this capability, with the root's numbers.
    unmetOf(verdictOf(by), 'degraded')
      .slice(0, 1)
      .map((root) => ({ ...root, rule, component })),
  );
  const affected = sorted(withoutRepeats([...own, ...inherited, ...hampered]));
  const state = affected[0]?.state ?? 'up';
  const worst = affected.filter((each) => each.state === state);
  return {
    capability: capability.id,
    state,
    certain: state === 'up' || worst.some(({ certain }) => certain),
    declared: declaredBy(capability, failure),
    affected,
    standing: standingOf(capability, failure),
    back: state === 'up' ? { kind: 'none' } : worstBack(worst.map(({ back }) => back)),
    cautions: cautionsOf(capability, failure, affected),
  };
}

/** Only being down is passed on, with the root that did it. */
function unmetOf(verdict: Verdict | undefined, as: State): Affected[] {
  if (!isDown(verdict)) return [];
  return verdict.affected
    .filter(({ state }) => state === 'down')
    .map((root) => ({ ...root, state: as, via: root.via ?? verdict.capability }));
}

function withoutRepeats(affected: Affected[]): Affected[] {
  return affected.filter(({ rule }, index) => affected.findIndex((each) => each.rule === rule) === index);
}

function sorted(affected: Affected[]): Affected[] {
  return affected.toSorted(
    (a, b) =>
      states.indexOf(b.state) - states.indexOf(a.state) ||
      Number(b.certain) - Number(a.certain) ||
      Number(a.via !== null) - Number(b.via !== null),
  );
}

function declaredBy({ requirements }: Capability, failure: Failure): string[] {
  const services = requirements.flatMap(({ holders }) => holders.filter((holder) => !isHost(holder) && !isVip(holder)));
  return [...new Set(services)].filter((service) => lives(service, failure));
}

function standingOf({ requirements }: Capability, failure: Failure): Standing[] {
  return requirements
    .filter(({ counts, holders }) => counts === 'host' && !holders.some(isVip))
    .map(({ rule, component, holders, need }) => ({
      rule,
      component,
      alive: holders.filter((holder) => lives(holder, failure)).length,
      of: holders.length,
      need,
    }));
}

/** A host that is cut off runs on: its pods and its primaries keep writing, so that a switch without fencing makes two. */
function cautionsOf({ requirements }: Capability, failure: Failure, affected: Affected[]): Caution[] {
  const cutOff = (holders: string[]) => holders.filter((holder) => failure.hosts[holder] === 'cut-off');
  const primaries = requirements.flatMap(({ person, holders }) => (person?.while ? cutOff(holders) : []));
  if (primaries.length > 0) return [{ key: 'two-primaries', hosts: primaries }];
  const writing = [...new Set(affected.flatMap(({ lost }) => cutOff(lost)))];
  return writing.length > 0 ? [{ key: 'still-writing', hosts: writing }] : [];
}
