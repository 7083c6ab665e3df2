import type { Report } from './result';

/** A running report where everything waits. Address 10.0.0.1 and on. */
export function sampleReport(hosts: string[], checks: string[], change: Partial<Report> = {}): Report {
  return {
    formatVersion: 1,
    id: 'report',
    planId: 'plan',
    planRevision: 1,
    planSha256: '0'.repeat(64),
    state: 'running',
    startedAt: 1,
    finishedAt: null,
    startedBy: 'Wei',
    deadlineSeconds: 120,
    hosts: hosts.map((name, index) => ({
      name,
      address: `10.0.0.${index + 1}`,
      state: 'waiting',
      tookMs: null,
      error: null,
    })),
    results: checks.flatMap((check) => hosts.map((host) => ({ check, host, state: 'waiting' as const }))),
    version: 1,
    ...change,
  };
}
