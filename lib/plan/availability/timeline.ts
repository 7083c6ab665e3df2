import { assess } from './assess';
import { lives } from './back';
import type { Failure, FailureMode } from './failure';
import type { AvailabilityModel } from './model';
import { atLeast, type CapabilityId, type HolderId, type Requirement, type Seconds } from './requirement';
import type { RuleId } from './rules';
import type { Back, Verdict } from './verdict';

/** Texts: `availability.timeline`, a title and what it means. */
export type TimelineEvent = {
  key:
    | 'hosts-fail'
    | 'services-fail'
    | 'address-moves'
    | 'not-ready'
    | 'never-not-ready'
    | 'evicted'
    | 'back'
    | 'stays-down'
    | 'data-lost';
  /** Seconds after the failure; null: no end, as long as nobody acts. */
  at: Seconds | null;
  hosts: HolderId[];
  services: HolderId[];
  capabilities: CapabilityId[];
  mode: FailureMode | null;
  rule: RuleId | null;
  /** For what has no end: what ends it. */
  back: Back | null;
};

/** What happens after a failure, in order. Empty when nothing fails. */
export function timeline(model: AvailabilityModel, failure: Failure): TimelineEvent[] {
  const verdicts = assess(model, failure);
  const events = [
    ...failed(model, failure, verdicts),
    ...moves(model, failure, verdicts),
    ...nodes(model, failure, verdicts),
    ...backs(verdicts),
    ...endless(model, verdicts),
  ];
  // What has no end comes last; the order of equal times is the order above.
  return events.toSorted((a, b) => (a.at?.from ?? Infinity) - (b.at?.from ?? Infinity) || sortOfEndless(a, b));
}

const sortOfEndless = (a: TimelineEvent, b: TimelineEvent): number =>
  a.at || b.at ? 0 : Number(a.key === 'data-lost') - Number(b.key === 'data-lost');

const at = (from: number, to = from): Seconds => ({ from, to });

function event(key: TimelineEvent['key'], when: Seconds | null, more: Partial<TimelineEvent>): TimelineEvent {
  return { key, at: when, hosts: [], services: [], capabilities: [], mode: null, rule: null, back: null, ...more };
}

const down = (verdicts: Verdict[]): CapabilityId[] =>
  verdicts.filter(({ state }) => atLeast(state, 'down')).map(({ capability }) => capability);

/** One event a mode, so that "lost" and "powered off" read apart; what stops at once stands with the first. */
function failed(model: AvailabilityModel, failure: Failure, verdicts: Verdict[]): TimelineEvent[] {
  const modes = [...new Set(Object.values(failure.hosts))];
  const inOrder = (mode: FailureMode) => model.hosts.map(({ id }) => id).filter((id) => failure.hosts[id] === mode);
  const events = [
    ...modes.map((mode) => event('hosts-fail', at(0), { hosts: inOrder(mode), mode })),
    ...(failure.services.length > 0 ? [event('services-fail', at(0), { services: failure.services })] : []),
  ];
  const missing = new Set(down(assess(model, { hosts: {}, services: [] })));
  const stopped = down(verdicts).filter((id) => !missing.has(id));
  return events.map((each, index) => (index === 0 ? { ...each, capabilities: stopped } : each));
}

function moves(model: AvailabilityModel, failure: Failure, verdicts: Verdict[]): TimelineEvent[] {
  return model.capabilities.flatMap(({ id, requirements }) =>
    requirements.flatMap((requirement) => {
      const { spare, rule } = requirement;
      const touched = verdicts.find(({ capability }) => capability === id)?.affected.find((each) => each.rule === rule);
      if (spare.kind !== 'moves' || touched?.state !== 'degraded') return [];
      return [
        event('address-moves', spare.seconds, { hosts: nextHolder(requirement, failure), capabilities: [id], rule }),
      ];
    }),
  );
}

const nextHolder = ({ holders }: Requirement, failure: Failure): HolderId[] =>
  holders.filter((holder) => lives(holder, failure)).slice(0, 1);

/** The API notices dead nodes, and replaces their pods where some host can take them. */
function nodes(model: AvailabilityModel, failure: Failure, verdicts: Verdict[]): TimelineEvent[] {
  const lost = model.hosts.filter(({ id }) => failure.hosts[id] !== undefined).map(({ id }) => id);
  if (lost.length === 0) return [];
  const stopped = down(verdicts);
  if (stopped.includes('kubernetes-api')) return [event('never-not-ready', null, { hosts: lost })];
  const { notReadySeconds, evictionSeconds } = model.times;
  const workers = model.hosts.filter(({ worker }) => worker);
  const takers = workers.filter(({ id }) => lives(id, failure)).map(({ id }) => id);
  const lostWorkers = workers.filter(({ id }) => !lives(id, failure));
  return [
    event('not-ready', at(notReadySeconds), { hosts: lost }),
    ...(lostWorkers.length > 0 && takers.length > 0 ? [event('evicted', at(evictionSeconds), { hosts: takers })] : []),
  ];
}

/** What was out and is back by itself. */
function backs(verdicts: Verdict[]): TimelineEvent[] {
  return verdicts
    .filter(({ state }) => state === 'degraded')
    .flatMap(({ capability, affected }) =>
      affected.flatMap(({ back, rule, state }) =>
        state === 'degraded' && back.kind === 'seconds' && !told.has(rule)
          ? [event('back', at(back.from, back.to), { capabilities: [capability], rule })]
          : [],
      ),
    );
}

/** These have an event of their own. */
const told = new Set<RuleId>(['api.vip', 'entry.vip', 'scheduling.workers', 'entry.endpoints']);

/** One event for each way in which it ends, with all that waits for it. */
function endless(model: AvailabilityModel, verdicts: Verdict[]): TimelineEvent[] {
  const missing = new Set(down(assess(model, { hosts: {}, services: [] })));
  const groups = new Map<string, TimelineEvent>();
  for (const { capability, state, back, affected } of verdicts) {
    if (!atLeast(state, 'down') || missing.has(capability)) continue;
    const kind = state === 'data-lost' ? 'data-lost' : 'stays-down';
    const key = `${kind} ${JSON.stringify(back)}`;
    const known = groups.get(key);
    if (known) known.capabilities.push(capability);
    else groups.set(key, event(kind, null, { capabilities: [capability], rule: affected[0]?.rule ?? null, back }));
  }
  return [...groups.values()];
}
