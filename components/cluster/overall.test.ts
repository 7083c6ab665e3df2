import { expect, it } from 'vitest';
import type { CapabilityState, ClusterView } from '@/lib/cluster/view';
import { overallOf } from './overall';
import type { Survival } from './survival';

const ids = ['kubernetes-api', 'etcd-quorum', 'storage-io'] as const;
const survivals = (kind: Survival['kind'] = 'survives'): Survival[] =>
  ids.map((id) => ({ id, kind: id === 'storage-io' ? kind : 'survives', count: 1, hosts: [], certain: true }));
const view = (states: CapabilityState[], api: ClusterView['api']['state'] = 'answering') =>
  ({
    api: { state: api },
    capabilities: states.map((state, index) => ({ id: ids[index], state })),
  }) as unknown as ClusterView;

it.each<[string, CapabilityState[], Survival['kind']]>([
  ['up', ['up', 'up', 'up'], 'survives'],
  ['up', ['up', 'up', 'up'], 'declared'],
  ['noSpare', ['up', 'up', 'up'], 'stops'],
  ['unknown', ['up', 'unknown', 'up'], 'stops'],
  ['degraded', ['up', 'unknown', 'degraded'], 'survives'],
  ['down', ['down', 'unknown', 'degraded'], 'survives'],
])('is %s when capabilities are %j and one %s', (key, states, kind) => {
  expect(overallOf(view(states), survivals(kind)).key).toBe(key);
});

it('says how many are up, and which are not', () => {
  expect(overallOf(view(['up', 'down', 'up']), survivals())).toEqual({
    ...{ key: 'down', up: 2, of: 3, capabilities: ['etcd-quorum'] },
  });
});

it('never says up of what was not asked', () => {
  expect(overallOf(undefined, survivals()).key).toBe('asking');
  expect(overallOf(null, survivals()).key).toBe('asking');
  expect(overallOf(view([], 'connecting'), survivals()).key).toBe('asking');
  expect(overallOf(view(['unknown', 'unknown', 'unknown'], 'away'), survivals()).key).toBe('away');
});
