import { samplePlan } from '@/lib/plan/samples';
import type { CheckGroup } from '@/lib/preflight/check-groups';
import type { Report, Result } from '@/lib/preflight/result';
import type { Book, CheckInfo } from './book';

/** For tests: three hosts, a check per name, in the groups given. */
export const plan = samplePlan();
export const hosts = plan.hosts.map(({ name }) => name);

export function info(id: string, group: CheckGroup, change: Partial<CheckInfo> = {}): CheckInfo {
  const fixed = {
    section: 'hosts',
    source: 'kubelet',
    service: null,
    fixable: false,
    byHand: id,
    byHandOn: {},
  } as const;
  return { id, group, ...fixed, hosts, ...change };
}

export const book: Book = {
  checks: [info('ssh.reach', 'access'), info('swap.off', 'system', { fixable: true }), info('mem.min', 'system')],
  services: [],
};

const when = { at: 1000, tookMs: 20 };
export const passedOn = (check: string, host: string): Result => ({
  check,
  host,
  state: 'passed',
  values: {},
  ...when,
});
export const foundOn = (check: string, host: string, severity: 'block' | 'warn' | 'info', values = {}): Result => ({
  check,
  host,
  state: 'finding',
  severity,
  values,
  ...when,
});
export const notRunOn = (check: string, host: string): Result => ({
  check,
  host,
  state: 'not-run',
  reason: 'deadline',
  values: { seconds: 5 },
  at: 1000,
});

export function reportWith(results: Result[], change: Partial<Report> = {}): Report {
  return {
    formatVersion: 1,
    id: 'report',
    planId: 'plan',
    planRevision: 1,
    planSha256: 'sha',
    state: 'finished',
    startedAt: 0,
    finishedAt: 9000,
    startedBy: 'Ada',
    deadlineSeconds: 60,
    hosts: plan.hosts.map(({ name, address }) => ({ name, address, state: 'done', tookMs: 9000, error: null })),
    results,
    version: 1,
    ...change,
  };
}
