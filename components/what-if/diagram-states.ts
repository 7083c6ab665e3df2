import type { NodeState, NodeStates } from '@/components/topology/node-state';
import type { Failure, FailureMode } from '@/lib/plan/availability/failure';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { atLeast, type CapabilityId } from '@/lib/plan/availability/requirement';
import type { RuleId } from '@/lib/plan/availability/rules';
import type { TimelineEvent } from '@/lib/plan/availability/timeline';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { diagramIdOf } from './diagram-parts';
import { domainOf, type Failing } from './failing';
import { type HostLine, hostLine } from './host-line';

const failed = (mode: FailureMode): NodeState => ({ state: 'failed', mode });

/** Whose verdicts a card shows, what loses data first; and where an address stands before it, by which rules alone. */
const cards: { id: string; capability: CapabilityId; rules?: RuleId[] }[] = [
  { id: 'service:storage', capability: 'storage-io' },
  { id: 'service:storage', capability: 'storage-data' },
  { id: 'service:database', capability: 'database' },
  { id: 'service:registry', capability: 'registry' },
  { id: 'entry:api', capability: 'kubernetes-api', rules: ['api.vip'] },
  { id: 'entry:application', capability: 'application-entry', rules: ['entry.vip'] },
];

export type StateWords = { host: (line: HostLine) => string; verdict: (verdict: Verdict) => string };

export type Outcome = { failure: Failure; verdicts: readonly Verdict[]; events: readonly TimelineEvent[] };

/** States of the diagram's parts: what fails, what goes down with it, and what the others do. Empty when nothing fails. */
export function diagramStates(
  model: AvailabilityModel,
  failing: Failing,
  { failure, verdicts, events }: Outcome,
  words: StateWords,
): NodeStates {
  if (Object.keys(failure.hosts).length + failure.services.length === 0) return {};
  const states: Record<string, NodeState> = {};
  for (const { id, capability, rules } of cards) {
    const verdict = verdicts.find((each) => each.capability === capability);
    if (!verdict || !atLeast(verdict.state, 'down')) continue;
    const own = verdict.affected.some(({ rule, state }) => rules?.includes(rule) && atLeast(state, 'down'));
    if (rules && !own) continue;
    states[id] = { state: verdict.state === 'data-lost' ? 'lost' : 'down', text: words.verdict(verdict) };
  }
  for (const service of failure.services) states[diagramIdOf(service)] = { state: 'failed' };
  for (const { id } of model.hosts) {
    const mode = failure.hosts[id];
    states[id] = mode ? failed(mode) : livingState(hostLine(model, failure, verdicts, events, id), words);
  }
  for (const part of failing.parts) if (domainOf(part) !== null) states[part] = failed(failing.mode);
  return states;
}

function livingState(line: HostLine, words: StateWords): NodeState {
  const burdened = line.key === 'stops' || line.key === 'carries';
  return { state: burdened ? 'degraded' : 'up', text: words.host(line) };
}
