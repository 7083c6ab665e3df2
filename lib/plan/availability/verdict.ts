import type { FailureMode } from './failure';
import type { Act, CapabilityId, ComponentId, HolderId, Seconds, State } from './requirement';
import type { RuleId } from './rules';

/** How something that is out comes back. */
export type Back =
  /** It isn't out. */
  | { kind: 'none' }
  /** By itself. */
  | ({ kind: 'seconds' } & Seconds)
  /** When `count` of `hosts` are back: powered on, or reachable again. */
  | { kind: 'hosts'; hosts: HolderId[]; count: number; mode: Exclude<FailureMode, 'lost'> }
  /** An outside service: when its owner says. */
  | { kind: 'declared'; services: HolderId[] }
  /** When a person acts. */
  | { kind: 'person'; act: Act; hosts: HolderId[] }
  /** What is lost doesn't come back; `act` is what a person does about it. */
  | { kind: 'never'; act: Act; hosts: HolderId[] };

/** One requirement that a failure touches. The chain that a reader sees: `lost` → `component` → `via` → the capability. */
export type Affected = {
  rule: RuleId;
  component: ComponentId;
  state: State;
  /** False: it may be so, because nobody knows on which of the hosts it runs. */
  certain: boolean;
  alive: number;
  of: number;
  need: number;
  now: number;
  lost: HolderId[];
  /** The capability whose requirement it is, when it reaches this one through that one. */
  via: CapabilityId | null;
  back: Back;
  values: Record<string, string | number>;
};

/** What a person must know before acting; texts: `availability.cautions`. */
export type Caution = { key: 'two-primaries' | 'still-writing'; hosts: HolderId[] };

export type Standing = { rule: RuleId; component: ComponentId; alive: number; of: number; need: number };

export type Verdict = {
  capability: CapabilityId;
  state: State;
  /** False: worse than up only if something runs on one of the failed hosts, which nobody knows. */
  certain: boolean;
  /** Outside services that it rests on and that were not failed: for their part the verdict is what their owners declare. */
  declared: HolderId[];
  /** All that the failure touches, the worst first, own before inherited. Empty: nothing. */
  affected: Affected[];
  /** Numbers of its own requirements on hosts, touched or not. */
  standing: Standing[];
  back: Back;
  cautions: Caution[];
};
