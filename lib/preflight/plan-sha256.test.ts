import { expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { type Plan, planSchema } from '@/lib/plan/schema';
import { planSha256 } from './plan-sha256';

const plan = samplePlan((sample) => withRainbond(sample));
const after = (change: (plan: Plan) => void) => {
  const changed = structuredClone(plan);
  change(changed);
  expect(changed).not.toEqual(plan);
  return planSha256(changed);
};

test('it is the same for the same plan, however its members are ordered', () => {
  const turned = planSchema.parse(Object.fromEntries(Object.entries(plan).reverse()));
  expect(planSha256(turned)).toBe(planSha256(plan));
});

test.each<[string, (plan: Plan) => void]>([
  ['a warning is accepted', (p) => p.accepted.push({ id: 'x', hosts: [], path: '', reason: 'r', by: 'b', at: 't' })],
  ['a rack gets another name', (p) => p.domains.push({ name: 'another', kind: 'rack' })],
  ['a host moves to another rack', (p) => Object.assign(p.hosts[0] ?? {}, { failureDomain: 'another' })],
  ['an owner declares something', (p) => Object.assign(p.storage, { declared: 'mirrored' })],
])('it stays when %s', (_what, change) => {
  expect(after(change)).toBe(planSha256(plan));
});

test.each<[string, (plan: Plan) => void]>([
  ['a host has another address', (p) => Object.assign(p.hosts[0] ?? {}, { address: '10.9.9.9' })],
  ['a host has another role', (p) => p.hosts[0]?.roles.pop()],
  ['a host is reached by another port', (p) => Object.assign(p.hosts[0]?.ssh ?? {}, { port: 2222 })],
  ['the service range changes', (p) => Object.assign(p.kubernetes, { serviceCidr: '10.97.0.0/16' })],
  ['the database moves', (p) => Object.assign(p.database, { host: '10.0.0.99' })],
  ['hosts change places', (p) => p.hosts.reverse()],
])('it changes when %s', (_what, change) => {
  expect(after(change)).not.toBe(planSha256(plan));
});
