import type { ServiceChoice, ServiceSlot } from '@/lib/plan/edits/services';
import type { AnyRole } from '@/lib/plan/edits/set-role';
import type { FailureDomain, PlanHost } from '@/lib/plan/schema';
import type { NodeState } from './node-state';

/** What the diagram shows: no positions, no words, no React. */
type Stated = { id: string; state: NodeState | null };

export type HostNode = Stated & {
  kind: 'host';
  index: number;
  host: PlanHost;
  /** Roles of which this host is the only holder. */
  lone: AnyRole[];
  group: string;
  /** The failure domain that it is in. */
  domain: FailureDomain | null;
  /** Slipway itself runs on it. */
  slipway: boolean;
};
export type EntryNode = Stated & {
  kind: 'entry';
  slot: Extract<ServiceSlot, `entry.${string}`>;
  entry: 'keepalived' | 'load-balancer';
  address: string;
  /** Of the Kubernetes API. */
  port: number;
  routerId: number | null;
  /** Name of the host that holds the address; '' for a load balancer or when nobody can. */
  holder: string;
  purposes: ('api' | 'application')[];
};
export type ServiceNode = Stated & {
  kind: 'service';
  slot: Exclude<ServiceSlot, `entry.${string}`>;
  service: Exclude<ServiceChoice, `${string}-vip` | `${string}-load-balancer`>;
  /** Where hosts find it; '' while unknown. */
  address: string;
  /** Values for its title and its last line. */
  values: Record<string, string | number>;
  /** Ids of the hosts that serve it, the first one first; null for a service that others run. */
  servers: string[] | null;
  /** It has one source, and that is a single point of failure. */
  alone: boolean;
};
export type PlainNode = Stated & { kind: 'clients' | 'console' };
export type TopologyNode = PlainNode | EntryNode | HostNode | ServiceNode;

export type Group = Stated & {
  kind: 'network' | 'domain';
  /** The subnet, or the failure domain's name; '' while unknown. */
  name: string;
  domain: FailureDomain['kind'] | null;
  parent: string | null;
  hosts: number;
  /** How many of them have failed. */
  failed: number;
};

export const edgeKinds = ['traffic', 'standby', 'etcd', 'uses', 'serves', 'only', 'control'] as const;
export type EdgeKind = (typeof edgeKinds)[number];
export type EdgeLabel =
  | 'clients'
  | 'active'
  | 'activeApi'
  | 'activeBoth'
  | 'apps'
  | 'api'
  | 'both'
  | 'standby'
  | 'apiDirect'
  | 'kubelets'
  | 'ssh'
  | 'uses'
  | 'mount'
  | 'pushPull'
  | 'served'
  | 'replica'
  | 'copied'
  | 'gone';
export type TopologyEdge = {
  id: string;
  kind: EdgeKind;
  from: string;
  to: string;
  /** A key of `topology.edge`; null for a line whose neighbour says it for both. */
  label: EdgeLabel | null;
  ports: string;
  /** Name of the host that the label speaks of. */
  host: string;
  /** Nothing goes this way any more. */
  cut: boolean;
  /** In the reader's language; takes the label's place. */
  text: string | null;
};

export type Topology = {
  nodes: TopologyNode[];
  groups: Group[];
  edges: TopologyEdge[];
  /** Members of etcd, how many of them must live, and how many do. */
  etcd: { members: string[]; quorum: number; alive: number };
  /** So many hosts that each is drawn small. */
  compact: boolean;
};
