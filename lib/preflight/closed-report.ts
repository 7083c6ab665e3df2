import type { CheckValues, NotRunReason } from './check';
import type { Report } from './result';

/** A report whose preflight is over: what nobody answered is not run, by the end that it came to. */
export function closedReport(
  report: Report,
  state: 'finished' | 'stopped' | 'interrupted',
  at: number = report.finishedAt ?? report.startedAt,
): Report {
  const reason: NotRunReason = state === 'finished' ? 'deadline' : 'stopped';
  const values: CheckValues = state === 'finished' ? { seconds: report.deadlineSeconds } : {};
  return {
    ...report,
    state,
    finishedAt: report.finishedAt ?? (state === 'interrupted' ? null : at),
    version: report.version + 1,
    hosts: report.hosts.map((host) => {
      if (host.state === 'done' || host.state === 'failed') return host;
      if (host.state === 'checking') return { ...host, state: 'done' };
      return { ...host, state: 'failed', error: { code: state === 'finished' ? 'deadline' : 'cancelled', values: {} } };
    }),
    results: report.results.map((result) =>
      result.state === 'waiting' || result.state === 'running'
        ? { check: result.check, host: result.host, state: 'not-run', reason, values, at }
        : result,
    ),
  };
}
