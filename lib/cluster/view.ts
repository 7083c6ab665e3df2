import type { ClusterNews } from '@/lib/kubernetes/cluster-news';
import type { NodeReading } from '@/lib/kubernetes/objects-reading';
import type { RainbondState } from '@/lib/kubernetes/rainbond/state';
import type { CapabilityId } from '@/lib/plan/availability/requirement';

/** `unknown`: could not ask, or not asked yet. It is never shown as if it were well. */
export type CapabilityState = 'up' | 'degraded' | 'down' | 'unknown';

export type CapabilityNow = {
  id: CapabilityId;
  state: CapabilityState;
  /** A text in `messages/<language>/cluster.json`, below `detail`. */
  detail: { key: string; values: Record<string, string | number> };
  /** When what it says was read, milliseconds since the epoch; null before. */
  at: number | null;
  /** Since when it could not be asked; null while it can, and before it was asked. */
  silentSince: number | null;
  /** Why it could not be asked, as in `Reading`; '' otherwise. */
  problem: string;
};

export type NodeView = NodeReading & {
  /** Bytes; null before the kubelet said it. */
  disk: { used: number; of: number } | null;
};

/**
 * Something that has one place, and that neither the plan's roles nor its replicas show.
 * - goodrain-me: the name of the image hub leads to the first gateway, not to the entry;
 * - one-replica: a component that the chart runs once;
 * - local-volume: data on one node's disk.
 */
export type HiddenPoint = {
  kind: 'goodrain-me' | 'one-replica' | 'local-volume';
  /** The component or the claim; '' for goodrain-me. */
  subject: string;
  /** The node; '' while it is on none. */
  node: string;
  state: CapabilityState;
};

export type ClusterEvent = { id: number; at: number } & (
  | { kind: 'capability'; capability: CapabilityId; state: CapabilityState }
  /** What the API showed. */
  | { kind: 'api'; news: ClusterNews; warning: boolean }
);

/** A cluster as it is now, as one small document. */
export type ClusterView = {
  planId: string;
  /**
   * The Kubernetes API: `connecting` before its first answer, `away` while it can't be asked; then what the view
   * says of nodes and components is old, from `at`.
   */
  api: { state: 'connecting' | 'answering' | 'away'; at: number | null; silentSince: number | null; problem: string };
  /** Hosts that the console can't reach by SSH now, and why: a HostError's code and values. */
  unreached: { host: string; code: string; values: Record<string, string | number> }[];
  nodes: NodeView[];
  capabilities: CapabilityNow[];
  /** Null without Rainbond in the plan, and before it was read. */
  rainbond: RainbondState | null;
  points: HiddenPoint[];
  /** Newest first; since somebody began to look. */
  events: ClusterEvent[];
};
