'use client';

import { useEffect, useState } from 'react';
import { openRunFeed } from '@/lib/realtime/client';
import type { Connection } from '@/lib/realtime/feed';
import { LogStore } from '@/lib/realtime/log-store';
import type { RunView } from '@/lib/runs/view';

declare global {
  /**
   * The log of the run page that is open. The end-to-end test and `bench live` read lines from it to see what has
   * arrived in the page; nothing in the product does.
   */
  var slipwayLog: LogStore | undefined;
}

/** The run as it is now, its log (a plain store, read by the log view) and the state of the stream. */
export function useRun(runId: string, initialView: RunView) {
  const [store] = useState(() => new LogStore());
  const [view, setView] = useState(initialView);
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' });

  useEffect(() => {
    globalThis.slipwayLog = store;
    const close = openRunFeed({
      runId,
      store,
      onView: (next) => setView((shown) => (next.version >= shown.version ? next : shown)),
      onConnection: setConnection,
    });
    return () => {
      close();
      globalThis.slipwayLog = undefined;
    };
  }, [runId, store]);

  return { view, store, connection };
}
