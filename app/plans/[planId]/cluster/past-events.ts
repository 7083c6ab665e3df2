import type { PastEvent } from '@/components/cluster/event-list';
import type { Report } from '@/lib/preflight/result';
import type { RunSummary } from '@/lib/runs/run-view';

/** What the console did about a plan that is over: its runs and its newest preflight. */
export function pastEvents(runs: RunSummary[], report: Report | null): PastEvent[] {
  const over = runs.flatMap(({ number, kind, state, finishedAt }): PastEvent[] =>
    finishedAt === null ? [] : [{ kind: 'run', at: finishedAt, number, runKind: kind, state }],
  );
  if (report?.state !== 'finished' || report.finishedAt === null) return over;
  const count = (wanted: (result: Report['results'][number]) => boolean) => report.results.filter(wanted).length;
  const found = count((result) => result.state === 'finding' && result.severity !== 'info');
  return [
    ...over,
    { kind: 'preflight', at: report.finishedAt, passed: count(({ state }) => state === 'passed'), found },
  ];
}
