import { expect, test } from 'vitest';
import { freeOn } from './capacity';
import { nodeAt, podOn, said } from './testing';

const asking = (cpu: string, memory: string) => ({
  containers: [{ name: 'main', resources: { requests: { cpu, memory } } }],
});
const gib = 2 ** 30;

test('what is free is what a node gives less what its pods ask for, as the scheduler counts', () => {
  const pods = [
    podOn('node-1', 'a', asking('1', '1Gi')),
    podOn('node-1', 'b', {
      ...asking('100m', '1Gi'),
      initContainers: [{ name: 'first', ...asking('2', '4Gi').containers[0] }],
    }),
    podOn('node-2', 'elsewhere', asking('4', '8Gi')),
    { ...podOn('node-1', 'over', asking('4', '8Gi')), status: { phase: 'Succeeded' } },
  ];
  const free = freeOn(nodeAt(1), pods);
  expect(free?.cpus).toBeCloseTo(7.8 - 1 - 2);
  expect(free?.memory).toBe(15 * gib - 5 * gib);
});

test('cluster.capacity: enough on all nodes together, too little, and no node at all', () => {
  expect(said('cluster.capacity')).toMatchObject({ state: 'passed', values: { nodes: 3, cpus: 23.4, memory: 45 } });
  const full = [1, 2, 3].map((number) => podOn(`node-${number}`, 'big', asking('7', '14Gi')));
  expect(said('cluster.capacity', { pods: full })).toMatchObject({ severity: 'warn', values: { memory: 3 } });
  const nodes = [1, 2, 3].map((number) =>
    nodeAt(number, ({ spec }) => Object.assign(spec ?? {}, { unschedulable: true })),
  );
  expect(said('cluster.capacity', { nodes })).toMatchObject({ severity: 'block', values: { nodes: 0 } });
});

test('cluster.capacity: a node that says nothing of itself makes nothing green', () => {
  const nodes = [nodeAt(1, ({ status }) => Object.assign(status ?? {}, { allocatable: {} }))];
  expect(said('cluster.capacity', { nodes })).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('node.size: a tenth less than 4 CPU and 8 GiB is enough, less is not', () => {
  const sized = (cpu: string, memory: string) => [
    nodeAt(1, ({ status }) => Object.assign(status ?? {}, { allocatable: { cpu, memory } })),
  ];
  expect(said('node.size', { nodes: sized('3600m', '7.2Gi') })).toMatchObject({ state: 'passed' });
  expect(said('node.size', { nodes: sized('3500m', '16Gi') })).toMatchObject({
    severity: 'warn',
    values: { cpus: 3.5 },
  });
  expect(said('node.size', { nodes: [] })).toMatchObject({ state: 'not-run', reason: 'depends' });
});
