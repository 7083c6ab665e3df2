'use client';
import { useEffect, useRef, useState } from 'react';
import { openRunFeed } from '@/lib/realtime/client';
import { LogStore } from '@/lib/realtime/log-store';

/** A fix that was started from this page. */
export type FixRun = { runId: string; number: number; check: string; hosts: string[] };
export type FixState = 'running' | 'succeeded' | 'failed';

/** Follows the run of a fix, and says once when it is over; a failed one may have changed some hosts too. */
export function useFixRun(run: FixRun | null, onOver: (run: FixRun) => void): FixState | null {
  const [state, setState] = useState<FixState | null>(null);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    if (!run) return;
    setState('running');
    let told = false;
    return openRunFeed({
      runId: run.runId,
      store: new LogStore(),
      onConnection: () => {},
      onView: (view) => {
        if (told || view.finishedAt === null) return;
        told = true;
        setState(view.state === 'succeeded' ? 'succeeded' : 'failed');
        over.current(run);
      },
    });
  }, [run]);
  return state;
}
