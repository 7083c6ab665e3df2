import { expect, test } from 'vitest';
import { accept, isAccepted } from '@/lib/plan/accepting';
import type { HostFacts } from '@/lib/plan/facts';
import type { Finding } from '@/lib/plan/finding';
import { blocking } from '@/lib/plan/findings';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/findings.json';
import zh from '@/messages/zh/findings.json';
import { type Check, passed } from './check';
import { preflightFindings, withPreflight } from './findings';
import { hostBasis } from './host-basis';
import { planSha256 } from './plan-sha256';
import type { Report, Result } from './result';
import { sampleReport } from './testing';

const check = (id: string, replaces: string[] = []): Check => ({
  kind: 'host',
  id,
  group: 'system',
  section: 'kubernetes',
  source: 'a test',
  appliesTo: () => true,
  byHand: () => 'true',
  script: () => 'true',
  judge: () => passed(),
  replaces,
});
const checks = [check('swap.off', ['plan.host.swap']), check('time.skew')];

const plan = samplePlan();
const [first = '', second = ''] = plan.hosts.map(({ name }) => name);
const at = { at: 5, tookMs: 1 };
const bad = (id: string, host: string, severity: Finding['severity'] = 'block'): Result => ({
  check: id,
  host,
  state: 'finding',
  severity,
  values: { gib: 2 },
  ...at,
});
const good = (id: string, host: string): Result => ({ check: id, host, state: 'passed', values: {}, ...at });
const unlooked = (id: string, host: string): Result => ({
  check: id,
  host,
  state: 'not-run',
  reason: 'unreachable',
  values: {},
  at: 5,
});
/** The squares that a test says nothing of passed: a report without them would be incomplete. */
const othersThan = (results: Result[]): Result[] =>
  checks.flatMap(({ id }) =>
    plan.hosts
      .filter(({ name }) => !results.some((result) => result.check === id && result.host === name))
      .map(({ name }) => good(id, name)),
  );
const reportOf = (results: Result[], change: Partial<Report> = {}): Report =>
  sampleReport([first, second], [], {
    planSha256: planSha256(plan),
    planRevision: 4,
    state: 'finished',
    finishedAt: Date.now(),
    results: [...results, ...othersThan(results)],
    ...change,
  });
const ids = (findings: Finding[]) => findings.map(({ id, severity, hosts }) => [id, severity, ...hosts]);

test('each finding of a check stands with its id, its host and its step', () => {
  const report = reportOf([bad('swap.off', first), good('swap.off', second), bad('time.skew', second, 'warn')]);
  expect(preflightFindings(plan, report, checks)).toEqual([
    { id: 'swap.off', severity: 'block', section: 'kubernetes', hosts: [first], values: { host: first, gib: 2 } },
    { id: 'time.skew', severity: 'warn', section: 'kubernetes', hosts: [second], values: { host: second, gib: 2 } },
  ]);
});

test('without a preflight there is a warning, and nothing blocks', () => {
  expect(ids(preflightFindings(plan, null, checks))).toEqual([['preflight.missing', 'warn']]);
  expect(preflightFindings({ ...plan, hosts: [] }, null, checks)).toEqual([]);
});

test('one of another plan says only that it is old', () => {
  const report = reportOf([bad('swap.off', first)]);
  const changed = samplePlan((other) => {
    other.kubernetes.podCidr = '10.200.0.0/16';
  });
  expect(preflightFindings(changed, report, checks)).toMatchObject([
    { id: 'preflight.stale', severity: 'warn', values: { revision: 4 } },
  ]);
  // Racks are nothing that a check looks at.
  expect(ids(preflightFindings({ ...plan, domains: [] }, report, checks))).toEqual([['swap.off', 'block', first]]);
});

test('what nobody answered is a warning, not a pass', () => {
  const report = reportOf([good('swap.off', first), unlooked('swap.off', second)]);
  expect(preflightFindings(plan, report, checks)).toMatchObject([
    {
      id: 'preflight.incomplete',
      severity: 'warn',
      values: { count: 1, of: checks.length * plan.hosts.length, state: 'finished' },
    },
  ]);
  const stopped = reportOf([good('swap.off', first)], { state: 'stopped' });
  expect(ids(preflightFindings(plan, stopped, checks))).toEqual([['preflight.incomplete', 'warn']]);
});

test('what a check that is new since then would have looked at is open', () => {
  const report = reportOf([]);
  const later = [...checks, check('new.one')];
  expect(preflightFindings(plan, report, later)).toMatchObject([
    { id: 'preflight.incomplete', values: { count: plan.hosts.length, of: later.length * plan.hosts.length } },
  ]);
  expect(preflightFindings(plan, report, checks)).toEqual([]);
});

test.each([
  [24 * 3600_000 - 1, null, 0],
  [24 * 3600_000, 'info', 1],
  [7 * 24 * 3600_000 - 1, 'info', 6],
  [7 * 24 * 3600_000, 'warn', 7],
])('a preflight of %i ms ago is %s', (age, severity, days) => {
  const report = reportOf([], { finishedAt: 1000 });
  const found = preflightFindings(plan, report, checks, 1000 + age);
  expect(found).toMatchObject(severity ? [{ id: 'preflight.old', severity, values: { days } }] : []);
});

test('an accepted one stays accepted when another value is measured, and is a new one on another host', () => {
  const [warning] = preflightFindings(plan, reportOf([bad('time.skew', first, 'warn')]), checks);
  if (!warning) throw new Error('there is one');
  const kept = accept(plan, warning, { reason: 'r', by: 'Wei', at: 't' });
  const later = { ...bad('time.skew', first, 'warn'), values: { gib: 3 } } as Result;
  const found = preflightFindings(kept, reportOf([later, bad('time.skew', second, 'warn')]), checks);
  expect(found.map((each) => isAccepted(kept, each))).toEqual([true, false]);
});

test('one that blocks can’t be accepted away', () => {
  const [finding] = preflightFindings(plan, reportOf([bad('swap.off', first)]), checks);
  if (!finding) throw new Error('there is one');
  const kept = accept(plan, finding, { reason: 'r', by: 'Wei', at: 't' });
  expect(blocking(preflightFindings(kept, reportOf([bad('swap.off', first)]), checks))).toHaveLength(1);
});

test('a rule’s word is left out where a check has spoken, and only there', () => {
  const rule = (hosts: string[]): Finding => ({
    id: 'plan.host.swap',
    severity: 'warn',
    section: 'hosts',
    hosts,
    values: {},
  });
  const other: Finding = { id: 'plan.host.cpu', severity: 'warn', section: 'hosts', hosts: [first], values: {} };
  const report = reportOf([good('swap.off', first), unlooked('swap.off', second)]);
  const joined = withPreflight(
    plan,
    [rule([first]), rule([second]), rule([first, second]), rule([]), other],
    report,
    checks,
  );
  expect(ids(joined)).toEqual([
    ['plan.host.swap', 'warn', second],
    ['plan.host.swap', 'warn', first, second],
    ['plan.host.swap', 'warn'],
    ['plan.host.cpu', 'warn', first],
    ['preflight.incomplete', 'warn'],
  ]);
  const old = { ...report, planSha256: 'f'.repeat(64) };
  expect(ids(withPreflight(plan, [rule([first])], old, checks))).toEqual([
    ['plan.host.swap', 'warn', first],
    ['preflight.stale', 'warn'],
  ]);
});

test('blocking ones come first', () => {
  const own: Finding = { id: 'plan.host.cpu', severity: 'warn', section: 'hosts', hosts: [first], values: {} };
  const joined = withPreflight(plan, [own], reportOf([bad('swap.off', first)]), checks);
  expect(joined.map(({ severity }) => severity)).toEqual(['block', 'warn']);
});

const facts = (change: (facts: HostFacts) => void = () => {}) =>
  sampleFacts('10.0.0.11', (each) => {
    each.gatheredAt = '2026-11-28T02:00:00.000Z';
    change(each);
  });

test('a host whose newer facts say something else is a warning that says what, and one that was kept is another when more changes', () => {
  const report = reportOf([]);
  report.hosts = report.hosts.map((host) => ({ ...host, facts: hostBasis(facts()) }));
  const now = (kernel: string) => ({
    [first]: facts((each) => {
      each.gatheredAt = '2026-11-28T03:00:00.000Z';
      each.kernel = kernel;
    }),
    [second]: facts(),
  });
  const found = (on: Plan, kernel: string) =>
    preflightFindings(on, report, checks, report.finishedAt ?? 0, { facts: now(kernel) });
  expect(found(plan, facts().kernel)).toEqual([]);
  const [changed, ...more] = found(plan, '6.6.1');
  expect(more).toEqual([]);
  expect(changed).toMatchObject({ id: 'preflight.changed', severity: 'warn', hosts: [first] });
  if (!changed) throw new Error('there is one');
  for (const [locale, texts] of [
    ['en', en],
    ['zh', zh],
  ] as const)
    expect(strictTranslator(locale, texts)('preflight.changed.detail', changed.values)).toContain('→ 6.6.1 amd64');
  const kept = accept(plan, changed, { reason: 'r', by: 'Wei', at: 't' });
  expect(found(kept, '6.6.1').map((each) => isAccepted(kept, each))).toEqual([true]);
  expect(found(kept, '6.6.2').map((each) => isAccepted(kept, each))).toEqual([false]);
});

test('a report of another plan says what was changed, where its plan is known', () => {
  const changed = samplePlan(({ kubernetes, hosts: [node] }) => {
    kubernetes.version = 'v1.99.0';
    if (node) node.address = '10.0.0.99';
  });
  const stale = (before: Plan | null) => {
    const [finding] = preflightFindings(changed, reportOf([]), checks, 0, { before });
    return strictTranslator('en', en)('preflight.stale.detail', finding?.values);
  };
  expect(stale(plan)).toBe(
    `It looked at revision 4. Since then the plan has changed: address of ${first}: 10.0.0.11 → 10.0.0.99. Kubernetes ${plan.kubernetes.version} → v1.99.0. Run it again.`,
  );
  expect(stale(null)).toContain('something that checks depend on has changed. Run it again.');
});
