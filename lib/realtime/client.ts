import { Feed, type FeedOptions } from '@/lib/realtime/feed';
import type { LogStore } from '@/lib/realtime/log-store';
import type { LogBatch } from '@/lib/realtime/protocol';
import type { RunView } from '@/lib/runs/view';

export type RunFeedOptions = FeedOptions & {
  runId: string;
  store: LogStore;
  /** Called with every view; the caller drops those with a lower version than its own. */
  onView: (view: RunView) => void;
};

/**
 * Streams one run into a store: everything after the last line that the store has, now, after a lost connection, and
 * when a batch shows a gap. Returns the function that ends it.
 */
export function openRunFeed(options: RunFeedOptions): () => void {
  const { runId, store, onView } = options;
  /** Set from the moment a gap was seen until the replay arrives, so that it is asked for once. */
  let replaying = false;
  const feed = new Feed(
    options,
    (socket, answered) => socket.emit('run:subscribe', { runId, after: store.lastSeq }, answered),
    () => {
      replaying = false;
    },
  );
  const { socket } = feed;
  socket.on('run:view', (view) => {
    if (view.id === runId) onView(view);
  });
  socket.on('run:lines', (batch: LogBatch, received: () => void) => {
    if (batch.runId !== runId) return;
    const result = store.append(batch);
    if (result.kind === 'gap' && !replaying) {
      replaying = true;
      feed.ask();
    }
    if (result.kind === 'appended') replaying = false;
    received();
  });

  return () => {
    socket.emit('run:unsubscribe', { runId });
    feed.close();
  };
}
