import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planChanges } from './plan-changes';

const none = {
  ...{ added: 'none', removed: 'none', moved: 'none', roles: 'none', ssh: 'none', version: 'none', sections: 'none' },
};
const changes = (change: (plan: Plan) => void) => planChanges(samplePlan(), samplePlan(change));

test('racks, accepted findings and the same plan change nothing that was looked at', () => {
  expect(changes(() => {})).toEqual(none);
  expect(
    changes((plan) => {
      plan.domains = [];
      for (const host of plan.hosts) host.failureDomain = '';
    }),
  ).toEqual(none);
});

test.each<[string, (plan: Plan) => void, object]>([
  [
    'a host that was added',
    ({ hosts }) => void hosts.push({ ...structuredClone(hosts[0] as Plan['hosts'][number]), name: 'node-9' }),
    { added: 'node-9' },
  ],
  ['a host that was taken out', ({ hosts }) => void hosts.splice(1, 1), { removed: 'node-2' }],
  [
    'an address',
    ({ hosts: [first] }) => Object.assign(first ?? {}, { address: '10.0.0.99' }),
    { moved: 'node-1: 10.0.0.11 → 10.0.0.99' },
  ],
  [
    'an internal address',
    ({ hosts: [first] }) => Object.assign(first ?? {}, { internalAddress: '10.9.9.9' }),
    { moved: 'node-1: 10.0.0.11 → 10.0.0.11 (10.9.9.9)' },
  ],
  [
    'roles',
    ({ hosts: [first] }) => Object.assign(first ?? {}, { roles: ['worker'] }),
    { roles: expect.stringMatching(/^node-1: .*control-plane.* → worker$/) },
  ],
  ['the way in', ({ hosts: [first] }) => Object.assign(first?.ssh ?? {}, { port: 2222 }), { ssh: 'node-1' }],
  [
    'the version',
    (plan) => Object.assign(plan.kubernetes, { version: 'v9.9.9' }),
    { version: `${samplePlan().kubernetes.version} → v9.9.9` },
  ],
  [
    'anything else, by its section',
    (plan) => {
      plan.kubernetes.podCidr = '10.200.0.0/16';
      plan.entry.api = { kind: 'host' };
    },
    { sections: 'kubernetes, entry' },
  ],
])('%s is named', (_what, change, said) => {
  const { sections, ...rest } = changes(change);
  const expected = { ...none, ...said };
  expect(rest).toEqual(Object.fromEntries(Object.entries(expected).filter(([key]) => key !== 'sections')));
  expect(sections.split(', ').sort()).toEqual(expected.sections.split(', ').sort());
});
