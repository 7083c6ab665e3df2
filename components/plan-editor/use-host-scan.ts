'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScanEvent, ScanFinding } from '@/lib/hosts/scan';
import { scanAddresses } from '@/lib/hosts/scan-addresses';

export type HostScan = {
  state: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  found: ScanFinding[];
  done: number;
  total: number;
  /** Why it failed: a key of `editor.scan.errors`; '' while it didn't. */
  error: string;
};
const idle: HostScan = { state: 'idle', found: [], done: 0, total: 0, error: '' };
const told = new Set(['range', 'tooLarge', 'forbidden']);

/** A scan by the console, its events as they come. Ends when the page is left. */
export function useHostScan(url: string) {
  const [scan, setScan] = useState<HostScan>(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setScan((now) => (now.state === 'running' ? { ...now, state: 'cancelled' } : now));
  }, []);
  const start = useCallback(
    async (range: string, port: number) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const asked = scanAddresses(range);
      if ('problem' in asked) return setScan({ ...idle, state: 'failed', error: asked.problem });
      setScan({ ...idle, state: 'running', total: asked.addresses.length });
      const fail = (error: string) =>
        !controller.signal.aborted &&
        setScan((now) => ({ ...now, state: 'failed', error: told.has(error) ? error : 'offline' }));
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ range, port }),
          signal: controller.signal,
        });
        if (!response.ok || !response.body) {
          const answer: { error?: string } = await response.json().catch(() => ({}));
          return fail(answer.error ?? '');
        }
        let last: ScanEvent | null = null;
        for await (const event of eventsOf(response.body)) {
          last = event;
          if (!controller.signal.aborted) setScan((now) => after(now, event));
        }
        // An answer that was cut off has no last address.
        if (last?.kind !== 'progress' || last.done < last.total) return fail('');
        setScan((now) => ({ ...now, state: 'done' }));
      } catch {
        fail('');
      }
    },
    [url],
  );
  return { scan, start, cancel };
}

function after(now: HostScan, event: ScanEvent): HostScan {
  if (event.kind === 'found') return { ...now, found: [...now.found, event.found] };
  return { ...now, done: event.done, total: event.total };
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ScanEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as ScanEvent;
  }
}
