import type { Span } from '@/components/run/estimate';

/** The spans of one host in rows: two that overlap in time stand in different rows. */
export type Lane = { host: string; rows: Span[][] };

export function lanesOf(hosts: string[], spans: Span[]): Lane[] {
  return hosts.map((host) => {
    const rows: Span[][] = [];
    const own = spans.filter((span) => span.host === host).sort((a, b) => a.start - b.start || a.end - b.end);
    for (const span of own) {
      const free = rows.find((row) => (row.at(-1)?.end ?? 0) <= span.start);
      if (free) free.push(span);
      else rows.push([span]);
    }
    return { host, rows };
  });
}

/** Milliseconds between the marks of a time axis, so that at most twelve fit. */
export function tickOf(length: number): number {
  const second = 1000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((value) => value * second);
  return steps.find((step) => length / step <= 12) ?? Math.ceil(length / 12 / 3_600_000) * 3_600_000;
}
