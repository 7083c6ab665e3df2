import { expect, test } from 'vitest';
import { ifLost } from './if-lost';
import { samplePlan } from './samples';

const outcomes = (plan: ReturnType<typeof samplePlan>) => plan.hosts.map(({ name }) => ifLost(plan, name).outcome);

test('the virtual address moves away from its first holder, and nothing stops elsewhere', () => {
  const plan = samplePlan();
  expect(outcomes(plan)).toEqual(['entryMoves', 'nothing', 'nothing']);
  expect(ifLost(plan, 'node-1')).toEqual({
    outcome: 'entryMoves',
    severity: 'moves',
    values: { host: 'node-1', from: 0.9, to: 1.2 },
  });
});

test('slower adverts move slower', () => {
  const plan = samplePlan(({ entry }) => Object.assign(entry.api, { advertIntervalSeconds: 1 }));
  expect(ifLost(plan, 'node-1').values).toEqual({ host: 'node-1', from: 3, to: 4 });
});

test('each of two control planes takes the API down', () => {
  expect(outcomes(samplePlan(({ hosts }) => void hosts.pop()))).toEqual(['apiStops', 'apiStops']);
});

test('without a virtual address the first control plane takes the API down', () => {
  expect(outcomes(samplePlan(({ entry }) => Object.assign(entry, { api: { kind: 'host' } })))).toEqual([
    'apiStops',
    'nothing',
    'nothing',
  ]);
});

test('the only worker takes the pods down', () => {
  const plan = samplePlan(({ hosts }) => {
    for (const host of hosts.slice(4)) host.roles = [];
  }, 'six-hosts');
  expect(ifLost(plan, 'node-4')).toMatchObject({ outcome: 'podsStop', severity: 'down' });
});

test('the only gateway takes the applications down', () => {
  const plan = samplePlan(({ entry, hosts }) => {
    entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
    for (const host of hosts.slice(0, 2)) host.roles = host.roles.filter((role) => role !== 'gateway');
  });
  expect(outcomes(plan)).toEqual(['entryMoves', 'nothing', 'entryStops']);
});
