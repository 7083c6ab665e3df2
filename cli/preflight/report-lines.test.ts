import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import type { Result } from '@/lib/preflight/result';
import { sampleReport } from '@/lib/preflight/testing';
import { testContext } from '../testing';
import { reportLines, verdictOf } from './report-lines';

const base = samplePlan();
const [one = '', two = ''] = base.hosts.map(({ name }) => name);
const at = { at: 1, tookMs: 1 };
const swap = (host: string, gib = 2): Result => ({
  ...{ check: 'swap.off', host, state: 'finding', severity: 'block', values: { gib, areas: 1 } },
  ...at,
});
const used = (host: string): Result => ({
  ...{ check: 'disk.rotational', host, state: 'finding', severity: 'warn' },
  values: { path: '/var/lib/etcd', device: 'sda', turns: 'yes' },
  ...at,
});
const lost = (check: string, host: string): Result => ({
  ...{ check, host, state: 'not-run', reason: 'unreachable', values: { code: 'refused' }, at: 1 },
});
const late = (check: string): Result => ({
  ...{ check, host: one, state: 'not-run', reason: 'deadline', values: { seconds: 5 }, at: 1 },
});

async function said(results: Result[], plan: Plan = base) {
  const context = await testContext('.');
  const report = sampleReport([one, two], [], { results, state: 'finished', finishedAt: 2 });
  return {
    lines: reportLines(context, { plan, facts: {}, bundle: null }, report).join('\n'),
    verdict: verdictOf(context, plan, report),
  };
}

test('a finding has found and needed, its source and the command by hand; equal ones are said once', async () => {
  const { lines, verdict } = await said([swap(one), swap(two)]);
  expect(lines).toMatch(/^blocking {2}Swap is on \[swap\.off\]$/m);
  expect(lines).toContain(`${one}, ${two}: found 2.0 GiB`);
  expect(lines).toMatch(/; needed none$/m);
  expect(lines).toContain('Source: kubelet failSwapOn=true');
  expect(lines).toContain('By hand: swapon --show --bytes');
  expect(lines.match(/swap\.off/g)).toHaveLength(1);
  expect(verdict).toMatchObject({ block: 2, unproved: [] });
  const { lines: apart } = await said([swap(one, 2), swap(two, 4)]);
  expect(apart).toContain(`${one}: found 2.0 GiB`);
  expect(apart).toContain(`${two}: found 4.0 GiB`);
});

test('what blocks comes first, then open warnings, then kept ones, then what was not run', async () => {
  const record = {
    id: 'disk.rotational',
    hosts: [one],
    path: '',
    reason: 'a test rig',
    by: 'Wei',
    at: '2026-11-27T08:00:00Z',
  };
  const plan = { ...base, accepted: [record] };
  const { lines, verdict } = await said([late('os.kernel'), used(one), used(two), swap(one)], plan);
  const kinds = [...lines.matchAll(/^(blocking|warning|kept warning|not run) /gm)].map(([, kind]) => kind);
  expect(kinds).toEqual(['blocking', 'warning', 'kept warning', 'not run']);
  expect(lines).toMatch(/Wei.*2026-11-27.*a test rig/);
  expect(verdict).toMatchObject({ block: 1, warn: 1, kept: 1, notRun: 1 });
});

test('a check without an answer is unproved when it could have blocked, and only then', async () => {
  expect((await said([late('disk.rotational')])).verdict.unproved).toEqual([]);
  expect((await said([late('os.kernel')])).verdict.unproved).toEqual(['os.kernel']);
  // What nobody looked at yet is no answer either.
  expect((await said([{ check: 'os.kernel', host: one, state: 'waiting' }])).verdict).toMatchObject({
    notRun: 1,
    unproved: ['os.kernel'],
  });
});

test('what was not run for a reason of its own says it; what was not for the host’s is listed together', async () => {
  const { lines } = await said([late('os.kernel'), lost('swap.off', two), lost('cpu.min', two)]);
  expect(lines).toMatch(/^not run {2}Linux kernel \[os\.kernel\]\n.*no answer within 5 s/m);
  expect(lines).toContain(`not run  connection refused\n    ${two}: swap.off, cpu.min\n`);
});
