import { expect, test } from 'vitest';
import { blocking, findingsOf } from './findings';
import { newPlan } from './new-plan';
import { sampleBundle, sampleFactsOf, samplePlan } from './samples';
import type { PlanHost } from './schema';

const bundle = { folder: '/srv/bundle', index: sampleBundle(), problems: [] };

test('a finished plan on healthy hosts with a whole bundle has no finding', () => {
  const plan = samplePlan();
  expect(findingsOf({ plan, facts: sampleFactsOf(plan), bundle })).toEqual([]);
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
