import { expect, it } from 'vitest';
import { modelOf } from '@/lib/plan/availability/model';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { outlookOf } from './outlook';

const model = modelOf(buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } }));

it('has the smallest sets of every capability, the grade and what it rests on', () => {
  const outlook = outlookOf(model);
  expect(outlook.sets.map(({ capability }) => capability)).toEqual(model.capabilities.map(({ id }) => id));
  const setsOf = (id: string) => outlook.sets.find(({ capability }) => capability === id)?.smallest.hosts;
  expect(setsOf('storage-io')).toEqual([{ parts: [{ holders: ['host:1'], count: 1 }], size: 1 }]);
  expect(setsOf('etcd-quorum')).toEqual([{ parts: [{ holders: ['host:0', 'host:1', 'host:2'], count: 2 }], size: 2 }]);
  expect(outlook.graded.grade).toBe('C');
});

it('is plain data, so that a worker can answer with it', () => {
  const outlook = outlookOf(model);
  expect(structuredClone(outlook)).toEqual(outlook);
});
