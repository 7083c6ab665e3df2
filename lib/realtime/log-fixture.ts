import type { LogLine } from '@/lib/realtime/protocol';

/** Frames by hand: nothing runs until `draw`. */
export function frames() {
  let queue: (() => void)[] = [];
  return {
    schedule: (callback: () => void) => {
      queue.push(callback);
    },
    draw() {
      const due = queue;
      queue = [];
      for (const callback of due) callback();
      return due.length;
    },
  };
}

export function line(seq: number, change: Partial<LogLine> = {}): LogLine {
  return {
    seq,
    at: 1_700_000_000_000 + seq,
    host: `node-${(seq % 3) + 1}`,
    step: `images/node-${(seq % 3) + 1}`,
    attempt: 1,
    stream: 'out',
    text: `line ${seq}`,
    ...change,
  };
}

export function batch(from: number, to: number, change: Partial<LogLine> = {}) {
  const lines = Array.from({ length: to - from + 1 }, (_, i) => line(from + i, change));
  return { from, to, lines };
}
