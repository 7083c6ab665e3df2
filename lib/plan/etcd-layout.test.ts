import { expect, test } from 'vitest';
import { etcdLayout } from './etcd-layout';
import { samplePlan } from './samples';
import type { PlanHost } from './schema';

test('the templates are stacked or apart', () => {
  expect(etcdLayout(samplePlan(() => {}, 'six-hosts'))).toBe('stacked');
  expect(etcdLayout(samplePlan(() => {}, 'nine-hosts'))).toBe('apart');
  expect(etcdLayout(samplePlan(() => {}, 'empty'))).toBe('none');
});

test('a member alone beside stacked ones, or a control plane without one, is a mixture', () => {
  const alone = samplePlan(({ hosts }) => void (hosts[3] as PlanHost).roles.push('etcd'), 'six-hosts');
  const without = samplePlan(({ hosts }) => void (hosts[0] as PlanHost).roles.pop(), 'six-hosts');
  expect([etcdLayout(alone), etcdLayout(without)]).toEqual(['mixed', 'mixed']);
});
