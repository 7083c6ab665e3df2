import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { judgeMatrix, majority } from './matrix';
import { cut, healthy, states } from './testing';

test('net.matrix: all pass where all reach each other', () => {
  expect(states(judgeMatrix(healthy()))).toEqual(['passed', 'passed', 'passed']);
});

test('net.matrix: the host that is cut off is told, those in the majority are not', () => {
  const readings = healthy();
  cut(readings, 0, 2);
  cut(readings, 1, 2);
  const outcomes = judgeMatrix(readings);
  expect(states(outcomes)).toEqual(['passed', 'passed', 'block']);
  const [a, b] = readings.plan.hosts;
  expect(outcomes[2]).toMatchObject({ values: { missing: 2, hosts: `${a?.name}, ${b?.name}`, reached: 0 } });
});

test('net.matrix: without a majority everybody is told', () => {
  const readings = healthy(samplePlan((plan) => void plan.hosts.splice(2)));
  cut(readings, 0, 1);
  expect(states(judgeMatrix(readings))).toEqual(['block', 'block']);
});

test('net.matrix: an answering port proves the way where echoes are filtered', () => {
  const readings = healthy();
  for (const one of readings.measured)
    for (const peer of one.pings.keys()) one.pings.set(peer, { sent: 20, received: 0 });
  expect(states(judgeMatrix(readings))).toEqual(['passed', 'passed', 'passed']);
});

test('net.matrix: what nobody tried is not green', () => {
  const readings = healthy();
  readings.measured[0]?.pings.delete(2);
  readings.measured[0]?.ports.delete(2);
  const spoilt = {
    ...readings,
    measured: readings.measured.map((one, index) => (index === 2 ? null : one)),
    unreached: new Set([2]),
  };
  expect(judgeMatrix(spoilt)[0]).toMatchObject({ state: 'not-run', reason: 'depends', values: { check: 'ssh.reach' } });
  expect(judgeMatrix(spoilt)[1]).toMatchObject({ state: 'passed' });
});

test('net.matrix: of a chain the middle belongs to the majority', () => {
  const links = new Set(['0-1', '1-2']);
  const edge = (a: number, b: number) => (links.has(`${Math.min(a, b)}-${Math.max(a, b)}`) ? 'ok' : 'bad');
  expect(majority(3, edge).size).toBe(2);
  expect(majority(3, edge).has(1)).toBe(true);
  expect(majority(4, edge).size).toBe(0);
});
