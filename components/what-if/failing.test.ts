import { expect, it } from 'vitest';
import { modelOf } from '@/lib/plan/availability/model';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { failureFrom, nothingFails, toggle } from './failing';

const model = modelOf(buildPlan(['all @rack-a', 'all @rack-b', 'all @rack-b'], outside));
const failing = (...parts: string[]) => ({ ...nothingFails, parts });

it('fails what is toggled, and brings it back', () => {
  const once = toggle(model, nothingFails, ['host:1']);
  expect(once.parts).toEqual(['host:1']);
  expect(toggle(model, once, ['host:1']).parts).toEqual([]);
});

it('fails several at once, and brings them back only when all had failed', () => {
  expect(toggle(model, failing('host:0'), ['host:0', 'host:1']).parts).toEqual(['host:0', 'host:1']);
  expect(toggle(model, failing('host:0', 'host:1', 'host:2'), ['host:0', 'host:1']).parts).toEqual(['host:2']);
});

it('keeps a failure domain as one part, which fails all of its hosts', () => {
  const { parts } = toggle(model, nothingFails, ['domain:rack-b']);
  expect(parts).toEqual(['domain:rack-b']);
  expect(failureFrom(model, { mode: 'lost', parts })).toEqual({
    hosts: { 'host:1': 'lost', 'host:2': 'lost' },
    services: [],
  });
});

it('brings one host of a failed domain back, and leaves the others failed', () => {
  expect(toggle(model, failing('domain:rack-b'), ['host:1']).parts).toEqual(['host:2']);
});

it('fails the host when an outside service runs on it', () => {
  const same = modelOf(
    buildPlan(['all', 'all', 'all'], { ...outside, database: { kind: 'external', host: '10.0.0.12' } }),
  );
  expect(toggle(same, nothingFails, ['service:database']).parts).toEqual(['host:1']);
});

it('fails an outside service beside hosts, in no mode', () => {
  expect(failureFrom(model, { mode: 'cut-off', parts: ['host:0', 'service:registry'] })).toEqual({
    hosts: { 'host:0': 'cut-off' },
    services: ['service:registry'],
  });
});

it('changes nothing when there is nothing to toggle', () => {
  const before = failing('host:0');
  expect(toggle(model, before, [])).toBe(before);
});
