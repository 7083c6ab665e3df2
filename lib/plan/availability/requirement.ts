import type { RuleId } from './rules';

/** In the order in which they are shown; see docs/decisions/004-availability-as-requirements.md for what each one means. */
export const capabilityIds = [
  'kubernetes-api',
  'etcd-quorum',
  'application-entry',
  'scheduling',
  'builds',
  'storage-io',
  'storage-data',
  'registry',
  'database',
  'rainbond-console',
  'slipway',
] as const;
export type CapabilityId = (typeof capabilityIds)[number];

/**
 * `host:0` by its place in the plan, a virtual address (`vip:api`, `vip:application`), or an outside service by its id in the topology:
 * `service:nfs`, `entry:api`, `console`.
 */
export type HolderId = string;

/** From best to worst. */
export const states = ['up', 'degraded', 'down', 'data-lost'] as const;
export type State = (typeof states)[number];

export const atLeast = (state: State, bound: State): boolean => states.indexOf(state) >= states.indexOf(bound);

/** What stands between a host and a capability; texts: `availability.components`, `availability.numbers`. */
export const componentIds = [
  'api-server',
  'api-address',
  'vip',
  'etcd-member',
  'gateway',
  'entry-address',
  'gateway-pod',
  'service-endpoint',
  'node-lease',
  'worker',
  'image-pull',
  'builder',
  'message-queue',
  'region-api',
  'rainbond-etcd',
  'local-volume',
  'nfs-pod',
  'storage-class',
  'nfs-server',
  'nfs-secondary',
  'ceph-host',
  'ceph-monitor',
  'registry-server',
  'registry-name',
  'image-hub',
  'database-server',
  'database-replica',
  'console-pod',
  'slipway',
] as const;
export type ComponentId = (typeof componentIds)[number];

/** What a person does; texts: `availability.acts`. */
export const acts = [
  'complete-plan',
  'replace-host',
  'new-member',
  'restore-etcd',
  'restore-backup',
  'remove-node',
  'switch-nfs',
  'promote-replica',
  'return-replica',
  'replace-replica',
  'mend-service',
  'free-address',
] as const;
export type Act = (typeof acts)[number];

/** What losing a holder does while the requirement is still met. */
export type Spare =
  /** The others do as well. */
  | { kind: 'none' }
  /** One fewer may be lost from now on. `act` is what a person does when the holder's disk is gone too. */
  | { kind: 'margin'; act: Act }
  /** The others carry more; `seconds` when the work moves to them by itself. */
  | { kind: 'capacity'; seconds?: Seconds }
  /** An address is on the way for some seconds when this one holder is lost. */
  | { kind: 'moves'; holder: HolderId; seconds: Seconds };

export type Seconds = { from: number; to: number };

/**
 * At least `need` of `holders` live. Three ranges, because some things mend themselves:
 *
 * - live ≥ `now` (absent: `need`): met, and `spare` says what a lost holder means;
 * - need ≤ live < now: it may be out, and is back after `heals.seconds` as long as each capability in `heals.only` works;
 *   meanwhile the capability is `heals.meanwhile`. When one of them is down, it stays out: `unmet`;
 * - live < need: `unmet`.
 */
export type Requirement = {
  rule: RuleId;
  component: ComponentId;
  holders: HolderId[];
  need: number;
  now?: number;
  heals?: { seconds: Seconds; only: CapabilityId[]; meanwhile: 'up' | 'degraded' };
  unmet: Exclude<State, 'up'>;
  /** `disk`: about data, which goes only when a host is lost with its disk. */
  counts: 'host' | 'disk';
  spare: Spare;
  /** What a person can do while unmet, as long as one of `while` lives; absent: the hosts have to come back. */
  person?: { act: Act; while?: HolderId[] };
  /** What a person does when the hosts are lost for good. */
  rebuild: Act;
  /** It lives on some of the holders and nobody knows on which: losses "may" hit it until no holder is left. */
  placeUnknown?: boolean;
  /** The capability that this requirement belongs to, when it stands here because the two share an address. */
  from?: CapabilityId;
  /** Seconds of writes that are lost, copies, … for the texts of the rule. */
  values?: Record<string, string | number>;
};

export type Capability = {
  id: CapabilityId;
  requirements: Requirement[];
  /** Down whenever one of these is down. Their being degraded changes nothing here. */
  needs: CapabilityId[];
  /** Degraded whenever one of these is down, by the rule given. */
  hampered: { by: CapabilityId; rule: RuleId; component: ComponentId }[];
};
