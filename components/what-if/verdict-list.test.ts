import { expect, it } from 'vitest';
import { assess } from '@/lib/plan/availability/assess';
import { modelOf } from '@/lib/plan/availability/model';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { failureFrom } from './failing';
import { countsOf, worstFirst } from './verdict-list';

const model = modelOf(buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } }));
const verdicts = assess(model, failureFrom(model, { mode: 'lost', parts: ['host:1'] }));

it('puts the worst verdict first and keeps the model’s order among equals', () => {
  const sorted = worstFirst(verdicts);
  expect(sorted.slice(0, 5).map(({ capability, state }) => `${capability} ${state}`)).toEqual([
    'storage-data data-lost',
    'storage-io down',
    'rainbond-console down',
    'etcd-quorum degraded',
    'scheduling degraded',
  ]);
  expect(sorted).toHaveLength(verdicts.length);
});

it('puts what is sure before what may be', () => {
  const [first] = verdicts;
  if (!first) throw new Error('no verdict');
  const [sure, may] = [true, false].map((certain) => ({ ...first, state: 'down' as const, certain }));
  if (!sure || !may) throw new Error('no verdict');
  expect(worstFirst([may, sure])).toEqual([sure, may]);
});

it('counts by state, without states that nothing has', () => {
  expect(countsOf(verdicts)).toEqual([
    { state: 'data-lost', count: 1 },
    { state: 'down', count: 2 },
    { state: 'degraded', count: 2 },
    { state: 'up', count: 6 },
  ]);
  expect(countsOf([])).toEqual([]);
});
