import { expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { type FailureMode, failureOf } from './failure';
import { modelOf } from './model';
import { timeline } from './timeline';

const plan = buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } });

function told(holders: string[], mode?: FailureMode, of = plan): string[] {
  const model = modelOf(of);
  return timeline(model, failureOf(model, holders, mode)).map(
    ({ key, at, hosts, capabilities }) =>
      `${at ? (at.from === at.to ? at.from : `${at.from}-${at.to}`) : 'no end'} ${key} ${[...hosts, ...capabilities].join(' ')}`,
  );
}

test('the NFS host lost with its disk, as what-if.png tells it', () => {
  expect(told(['host:1'], 'lost')).toEqual([
    '0 hosts-fail host:1 storage-io storage-data rainbond-console',
    '50 not-ready host:1',
    '350 evicted host:0 host:2',
    'no end stays-down storage-io rainbond-console',
    'no end data-lost storage-data',
  ]);
});

test('the holder of the address: it moves first', () => {
  expect(told(['host:0'])).toEqual([
    '0 hosts-fail host:0',
    '3-4 address-moves host:1 application-entry',
    '50 not-ready host:0',
    '350 evicted host:1 host:2',
  ]);
});

test('without an API nobody notices, and nothing is evicted', () => {
  expect(told(['host:1', 'host:2'])).toContain('no end never-not-ready host:1 host:2');
  expect(told(['host:1', 'host:2']).join()).not.toContain('evicted');
});

test('what may be away is back after its pods have moved', () => {
  const one = buildPlan(['all', 'all', 'all'], { ...outside, rainbond: { kind: '6.x', consoleReplicas: 1 } });
  expect(told(['host:2'], 'powered-off', one)).toContain('350 back rainbond-console');
});

test('a service has no node and no pods', () => {
  expect(told(['service:registry'])).toEqual(['0 services-fail builds registry', 'no end stays-down builds registry']);
});

test('nothing happens when nothing fails', () => {
  expect(told([])).toEqual([]);
});
