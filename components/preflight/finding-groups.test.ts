import { expect, test } from 'vitest';
import { accept } from '@/lib/plan/accepting';
import { groupsOf } from './finding-groups';
import { book, foundOn, hosts, notRunOn, passedOn, plan, reportWith } from './preflight-fixture';

const [one = '', two = '', three = ''] = hosts;
const short = (report: ReturnType<typeof reportWith>, of = plan) =>
  groupsOf(book, of, report).map(({ check, state, on, kept }) => ({
    id: check.id,
    state,
    hosts: on.map(({ host }) => host),
    kept,
  }));

test('the same finding on several hosts is one group, hosts in the order of the plan', () => {
  const report = reportWith([
    foundOn('swap.off', three, 'block'),
    foundOn('swap.off', one, 'block'),
    passedOn('swap.off', two),
  ]);
  expect(short(report)).toEqual([{ id: 'swap.off', state: 'block', hosts: [one, three], kept: false }]);
});

test('what blocks comes first, then warnings, then what was not run, then remarks', () => {
  const report = reportWith([
    foundOn('ssh.reach', one, 'info'),
    notRunOn('swap.off', one),
    foundOn('mem.min', one, 'block'),
  ]);
  expect(short(report).map(({ state }) => state)).toEqual(['block', 'not-run', 'info']);
  const warned = reportWith([notRunOn('swap.off', one), foundOn('mem.min', one, 'warn')]);
  expect(short(warned).map(({ state }) => state)).toEqual(['warn', 'not-run']);
});

test('a check that blocks one host and warns another is said with what blocks', () => {
  const report = reportWith([foundOn('mem.min', one, 'warn'), foundOn('mem.min', two, 'block')]);
  expect(short(report)).toEqual([{ id: 'mem.min', state: 'block', hosts: [two], kept: false }]);
});

test('checks that did not run for the same outer reason are said once; one with a reason of its own stands alone', () => {
  const missed = (check: string, reason: 'unreachable' | 'tool-missing', host = one) =>
    ({ check, host, state: 'not-run', reason, values: { code: 'timeout', tool: 'fio' }, at: 1 }) as const;
  const report = reportWith([
    missed('ssh.reach', 'unreachable'),
    missed('swap.off', 'unreachable'),
    missed('mem.min', 'tool-missing'),
  ]);
  expect(groupsOf(book, plan, report).map(({ check, also }) => [check.id, also.map(({ id }) => id)])).toEqual([
    ['ssh.reach', ['swap.off']],
    ['mem.min', []],
  ]);
  const elsewhere = reportWith([missed('ssh.reach', 'unreachable'), missed('swap.off', 'unreachable', two)]);
  expect(groupsOf(book, plan, elsewhere).map(({ also }) => also.length)).toEqual([0, 0]);
});

test('what waits, runs, passes or was never asked makes no group', () => {
  const report = reportWith([
    { check: 'swap.off', host: one, state: 'running' },
    { check: 'mem.min', host: one, state: 'waiting' },
    passedOn('ssh.reach', one),
  ]);
  expect(short(report)).toEqual([]);
});

test('a warning is kept when it is kept on each of its hosts, and then stands after open ones', () => {
  const report = reportWith([
    foundOn('ssh.reach', one, 'warn'),
    foundOn('ssh.reach', two, 'warn'),
    foundOn('mem.min', one, 'warn'),
  ]);
  const keep = (from: typeof plan, host: string) =>
    accept(
      from,
      { id: 'ssh.reach', severity: 'warn', section: 'hosts', hosts: [host], values: {} },
      { reason: 'a reason', by: 'Ada', at: '2026-11-27T00:00:00Z' },
    );
  expect(short(report, keep(plan, one)).map(({ kept }) => kept)).toEqual([false, false]);
  expect(short(report, keep(keep(plan, one), two)).map(({ id, kept }) => [id, kept])).toEqual([
    ['mem.min', false],
    ['ssh.reach', true],
  ]);
});
