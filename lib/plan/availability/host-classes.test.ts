import { expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { hostClasses } from './host-classes';
import { modelOf } from './model';

test('hosts with the same part in everything are one class; the one that holds the address is another', () => {
  const plan = buildPlan(['cp', 'cp', 'cp', 'load', 'load', 'load'], {
    ...outside,
    entry: { api: outside.entry.application, application: { kind: 'none' } },
  });
  expect(hostClasses(modelOf(plan))).toEqual([['host:0'], ['host:1', 'host:2'], ['host:3'], ['host:4', 'host:5']]);
});
