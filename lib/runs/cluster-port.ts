import type { RunView } from './view';

export type ClusterState = NonNullable<RunView['cluster']>;

/** Where a watch of the cluster puts what it sees. None of them throws into the watch. */
export type ClusterSink = {
  state: (state: ClusterState) => void;
  line: (text: string) => void;
  /** Whether an earlier driver's watch said this of an event. */
  wasSaid: (line: string) => boolean;
};
