import { expect, test } from 'vitest';
import { blocking, findingsOf } from './findings';
import { newPlan } from './new-plan';
import { sampleBundle, sampleFactsOf, samplePlan, withRainbond } from './samples';
import type { PlanHost } from './schema';

const bundle = { folder: '/srv/bundle', index: sampleBundle(), problems: [] };

test('a finished plan on healthy hosts with a whole bundle has no finding', () => {
  const plan = samplePlan();
  expect(findingsOf({ plan, facts: sampleFactsOf(plan), bundle })).toEqual([]);
});

test('a highly available Rainbond has no finding but what the charts fix', () => {
  for (const kind of ['5.17', '6.x'] as const) {
    const plan = samplePlan((each) => withRainbond(each, kind));
    const facts = sampleFactsOf(plan, (known) => {
      Object.assign(known, { cpus: 8, memoryBytes: 16 * 2 ** 30 });
    });
    const ids = findingsOf({ plan, facts, bundle }).map(({ id, severity }) => `${severity} ${id}`);
    const expected = ['info plan.rainbond.single', 'info plan.rainbond.plain'];
    // The etcd of Kubernetes is what the guide takes, and its certificate opens the whole cluster.
    expect([...new Set(ids)]).toEqual(kind === '5.17' ? ['warn plan.etcd.reused', ...expected] : expected);
  }
});

test('what blocks comes first, then the order of the editor', () => {
  const plan = samplePlan(({ hosts, entry, kubernetes, storage }) => {
    (hosts[0] as PlanHost).ssh.credential = '';
    if (entry.api.kind === 'keepalived') entry.api.virtualRouterId = 51;
    kubernetes.podCidr = '10.96.0.0/16';
    Object.assign(storage, { kind: 'built-in' });
  });
  const found = findingsOf({ plan, facts: {}, bundle }).map(({ severity, section, id }) => [severity, section, id]);
  expect(found).toEqual([
    ['block', 'hosts', 'plan.ssh.credential'],
    ['block', 'kubernetes', 'plan.cidr.overlap'],
    ['block', 'storage', 'plan.unsupported'],
    ['warn', 'hosts', 'plan.facts.missing'],
    ['warn', 'hosts', 'plan.facts.missing'],
    ['warn', 'hosts', 'plan.facts.missing'],
    ['warn', 'entry', 'plan.vip.vrid'],
    ['warn', 'storage', 'plan.storage.local'],
  ]);
});

test('only blocking findings forbid an install', () => {
  const all = findingsOf({ plan: samplePlan(), facts: {}, bundle });
  expect(all.length).toBeGreaterThan(0);
  expect(blocking(all)).toEqual([]);
});

test('an empty plan says what is missing and nothing about hosts that are not there', () => {
  const found = findingsOf({ plan: newPlan('prod'), facts: {}, bundle: null });
  expect(found.map(({ id }) => id)).toEqual(['plan.hosts.min', 'plan.vip.missing', 'plan.bundle.missing']);
});
