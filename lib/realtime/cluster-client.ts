import { Feed, type FeedOptions } from './feed';
import type { ClusterMessage } from './protocol';

export type ClusterClientOptions = FeedOptions & {
  planId: string;
  onView: (view: ClusterMessage['view']) => void;
};

/** Follows a plan's cluster; while one is open the server asks the cluster. Returns the function that ends it. */
export function openClusterFeed(options: ClusterClientOptions): () => void {
  const { planId, onView } = options;
  const feed = new Feed(options, (socket, answered) => socket.emit('cluster:subscribe', { planId }, answered));
  const { socket } = feed;
  socket.on('cluster:view', (message: ClusterMessage, received: () => void) => {
    received();
    if (message.planId === planId && !feed.closed) onView(message.view);
  });
  return () => {
    socket.emit('cluster:unsubscribe', { planId });
    feed.close();
  };
}
