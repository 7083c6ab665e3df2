import { expect, it } from 'vitest';
import { assess } from '@/lib/plan/availability/assess';
import { modelOf } from '@/lib/plan/availability/model';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { sampleFactsOf } from '@/lib/plan/samples';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { strictTranslator } from '@/lib/plan/testing-texts';
import availability from '@/messages/en/availability.json';
import { failureFrom } from './failing';
import { cpusLeft, verdictBack, verdictNumbers } from './verdict-words';

const t = strictTranslator('en', availability);
const plan = buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } });
const model = modelOf(plan);

function verdictOf(capability: CapabilityId, from = model) {
  const verdicts = assess(from, failureFrom(from, { mode: 'lost', parts: ['host:1'] }));
  const found = verdicts.find((verdict) => verdict.capability === capability);
  if (!found) throw new Error(capability);
  return found;
}

it('counts what is hit worst, and of what is up the thing that a reader counts first', () => {
  expect(verdictNumbers(t, model, verdictOf('storage-io'))).toBe('0 of 1 NFS servers');
  expect(verdictNumbers(t, model, verdictOf('application-entry'))).toBe('2 of 3 gateways');
  expect(verdictNumbers(t, model, verdictOf('builds'))).toBe('2 of 3 build hosts');
});

it('says of what no host has a part in that its owner declares it', () => {
  expect(verdictNumbers(t, model, verdictOf('registry'))).toBe('rests on the registry, as declared');
  expect(verdictBack(t, model, verdictOf('registry'))).toBe('as declared');
  expect(verdictBack(t, model, verdictOf('builds'))).toBe('no outage');
  expect(verdictBack(t, model, verdictOf('storage-data'))).toBe('never by itself');
});

it('adds up the vCPUs that are left for pods, once the facts of all hosts are known', () => {
  const known = modelOf(plan, sampleFactsOf(plan));
  expect(cpusLeft(known, verdictOf('scheduling', known))).toEqual({ left: 8, all: 12 });
  expect(cpusLeft(model, verdictOf('scheduling'))).toBeNull();
  expect(cpusLeft(known, verdictOf('builds', known))).toBeNull();
});
