import { withChanges } from '@/lib/preflight/report-changes';
import type { Report } from '@/lib/preflight/result';
import { Feed, type FeedOptions } from './feed';
import type { PreflightView } from './protocol';

export type PreflightFeedOptions = FeedOptions & {
  planId: string;
  onReport: (report: Report | null) => void;
};

/** Follows a plan's newest preflight, also one that somebody starts later. Returns the function that ends it. */
export function openPreflightFeed(options: PreflightFeedOptions): () => void {
  const { planId, onReport } = options;
  /** What the server believes that this page has; null before the whole came. */
  let shown: Report | null = null;
  const feed = new Feed(options, (socket, answered) => socket.emit('preflight:subscribe', { planId }, answered));
  const { socket } = feed;
  socket.on('preflight:view', (view: PreflightView, received: () => void) => {
    received();
    if (view.planId !== planId || feed.closed) return;
    const next = view.kind === 'report' ? view.report : withChanges(shown, view.changes);
    // Changes to something else than what is here: the whole again.
    if (view.kind === 'changes' && next === null) return feed.ask();
    shown = next;
    onReport(next);
  });

  return () => {
    socket.emit('preflight:unsubscribe', { planId });
    feed.close();
  };
}
