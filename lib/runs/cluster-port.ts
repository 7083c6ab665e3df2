import type { RunView } from './view';

export type ClusterState = NonNullable<RunView['cluster']>;

/** Where a watch of the cluster puts what it sees. Neither function throws into the watch. */
export type ClusterSink = {
  state: (state: ClusterState) => void;
  line: (text: string) => void;
};
