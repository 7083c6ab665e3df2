import type { Span } from '@/components/run/estimate';

/** Spans of one phase and kind on one host that touch or overlap, drawn as one bar. */
export type Bar = Pick<Span, 'host' | 'phase' | 'kind' | 'start' | 'end' | 'attempt'> & { steps: string[] };

/** The bars of one host in rows: two that overlap in time stand in different rows. */
export type Lane = { host: string; rows: Bar[][] };

/** Milliseconds between two spans that still make one bar: the engine's pause between steps is no gap to look at. */
const seam = 1500;

export function lanesOf(hosts: string[], spans: Span[]): Lane[] {
  return hosts.map((host) => {
    const rows: Bar[][] = [];
    for (const bar of barsOf(spans.filter((span) => span.host === host))) {
      const free = rows.find((row) => (row.at(-1)?.end ?? 0) <= bar.start);
      if (free) free.push(bar);
      else rows.push([bar]);
    }
    return { host, rows };
  });
}

function barsOf(spans: Span[]): Bar[] {
  const bars: Bar[] = [];
  for (const { step, ...span } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    // A failure is never hidden inside another bar.
    const joined =
      span.kind === 'failed'
        ? undefined
        : bars.find((bar) => bar.phase === span.phase && alike(bar.kind, span.kind) && span.start <= bar.end + seam);
    if (joined) {
      joined.end = Math.max(joined.end, span.end);
      if (span.kind === 'done') joined.kind = 'done';
      if (!joined.steps.includes(step)) joined.steps.push(step);
    } else bars.push({ ...span, steps: [step] });
  }
  return bars;
}

/** What was already as wanted is part of what was done around it. */
function alike(one: Span['kind'], other: Span['kind']): boolean {
  const done = (kind: Span['kind']) => kind === 'done' || kind === 'satisfied';
  return one === other || (done(one) && done(other));
}

/** Milliseconds between the marks of a time axis, so that at most twelve fit. */
export function tickOf(length: number): number {
  const second = 1000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((value) => value * second);
  return steps.find((step) => length / step <= 12) ?? Math.ceil(length / 12 / 3_600_000) * 3_600_000;
}
