import { expect, it } from 'vitest';
import { assess } from '@/lib/plan/availability/assess';
import { modelOf } from '@/lib/plan/availability/model';
import { timeline } from '@/lib/plan/availability/timeline';
import type { Plan } from '@/lib/plan/schema';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { diagramStates } from './diagram-states';
import { type Failing, failureFrom } from './failing';

function statesOf(plan: Plan, failing: Failing) {
  const model = modelOf(plan);
  const failure = failureFrom(model, failing);
  const outcome = { failure, verdicts: assess(model, failure), events: timeline(model, failure) };
  return diagramStates(model, failing, outcome, { host: ({ key }) => key, verdict: ({ capability }) => capability });
}

const guide = buildPlan(['all @a', 'all nfs @b', 'all @c'], { ...outside, storage: { kind: 'nfs-server' } });

it('says nothing while nothing fails', () => {
  expect(statesOf(guide, { mode: 'lost', parts: [] })).toEqual({});
});

it('shows the host with its way of failing, its data lost, and what the others do', () => {
  expect(statesOf(guide, { mode: 'lost', parts: ['host:1'] })).toEqual({
    'host:0': { state: 'degraded', text: 'carries' },
    'host:1': { state: 'failed', mode: 'lost' },
    'host:2': { state: 'degraded', text: 'carries' },
    'service:storage': { state: 'lost', text: 'storage-data' },
  });
});

it('shows storage as down, not lost, while its disk is whole', () => {
  expect(statesOf(guide, { mode: 'powered-off', parts: ['host:1'] })['service:storage']).toEqual({
    state: 'down',
    text: 'storage-io',
  });
});

it('says who takes the address over, and who has nothing to do', () => {
  const apart = buildPlan(['cp', 'cp', 'cp', 'load', 'load'], { rainbond: { kind: 'none' } });
  const states = statesOf(apart, { mode: 'powered-off', parts: ['host:0'] });
  expect(states['host:1']).toEqual({ state: 'up', text: 'takes' });
  expect(states['host:2']).toEqual({ state: 'up', text: 'unchanged' });
});

it('says of a member without a quorum that it can’t go on', () => {
  expect(statesOf(guide, { mode: 'cut-off', parts: ['host:0', 'host:2'] })['host:1']).toEqual({
    state: 'degraded',
    text: 'stops',
  });
});

it('marks the failed domain and outside services', () => {
  const states = statesOf(guide, { mode: 'powered-off', parts: ['domain:b', 'service:registry'] });
  expect(states['domain:b']).toEqual({ state: 'failed', mode: 'powered-off' });
  expect(states['service:registry']).toEqual({ state: 'failed' });
});

it('takes the virtual address down when no host can hold it, and only then', () => {
  const all = statesOf(guide, { mode: 'powered-off', parts: ['host:0', 'host:1', 'host:2'] });
  expect(all['entry:application']?.state).toBe('down');
  expect(statesOf(guide, { mode: 'powered-off', parts: ['host:0', 'host:1'] })).not.toHaveProperty('entry:application');
});
