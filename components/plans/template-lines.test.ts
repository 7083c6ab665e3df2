import { expect, test } from 'vitest';
import { newPlan, type PlanTemplate } from '@/lib/plan/new-plan';
import { templateLines } from './template-lines';

const linesOf = (template: PlanTemplate) => templateLines(newPlan('x', template, () => 0));

test('three hosts survive any one; a rack of one host is not said again', () => {
  expect(linesOf('three-hosts')).toEqual([
    { state: 'passed', key: 'tolerates', values: { count: 1 } },
    { state: 'failed', key: 'quorum', values: { over: 2, quorum: 2, members: 3 } },
  ]);
});

test('six hosts survive any host and any rack, and most pairs', () => {
  expect(linesOf('six-hosts')).toEqual([
    { state: 'passed', key: 'toleratesRack', values: { count: 1 } },
    { state: 'degraded', key: 'pairs', values: { survived: 12, of: 15 } },
  ]);
});

test('nine hosts survive all pairs but those of etcd members', () => {
  expect(linesOf('nine-hosts')).toEqual([
    { state: 'passed', key: 'toleratesRack', values: { count: 1 } },
    { state: 'degraded', key: 'pairs', values: { survived: 33, of: 36 } },
  ]);
});

test('one host survives nothing', () => {
  expect(linesOf('one-host')).toEqual([{ state: 'failed', key: 'tolerates', values: { count: 0 } }]);
});

test('a rack that may not be lost is not promised', () => {
  const plan = newPlan('x', 'six-hosts', () => 0);
  const moved = {
    ...plan,
    hosts: plan.hosts.map((host) => ({ ...host, failureDomain: host.name === 'node-2' ? 'A' : host.failureDomain })),
  };
  expect(templateLines(moved)[0]).toMatchObject({ key: 'tolerates', values: { count: 1 } });
});
