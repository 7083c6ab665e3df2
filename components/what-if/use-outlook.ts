'use client';
import { useEffect, useRef, useState } from 'react';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Outlook } from './outlook';

type Answer = { number: number; outlook: Outlook };

/**
 * The outlook of a model, worked out beside the page so that no key press waits for it. Null until the first answer; while a
 * changed plan is being worked out the last answer stays, and `stale` says so.
 */
export function useOutlook(model: AvailabilityModel): { outlook: Outlook | null; stale: boolean } {
  const worker = useRef<Worker | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [asked, setAsked] = useState(0);
  const number = useRef(0);

  useEffect(() => {
    const started = new Worker(new URL('./outlook-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<Answer>) => setAnswer(data));
    worker.current = started;
    return () => started.terminate();
  }, []);

  useEffect(() => {
    number.current += 1;
    setAsked(number.current);
    worker.current?.postMessage({ number: number.current, model });
  }, [model]);

  return { outlook: answer?.outlook ?? null, stale: answer !== null && answer.number < asked };
}
