import { expect, test } from 'vitest';
import en from '@/messages/en/plan.json';
import zh from '@/messages/zh/plan.json';
import { ifLost } from './if-lost';
import { newPlan } from './new-plan';
import { samplePlan } from './samples';
import type { Plan } from './schema';
import { survival } from './survival';
import { survivalHeadline } from './survival-headline';
import { strictTranslator } from './testing-texts';

const english = (plan: Plan) => {
  const { key, values } = survivalHeadline(plan);
  return strictTranslator('en', en)(`survival.headline.${key}`, values);
};

const api = { kind: 'load-balancer' as const, address: '10.0.0.9', port: 6443, declared: 'two F5' };
const plans: Record<string, Plan> = {
  three: samplePlan(),
  two: samplePlan(({ hosts }) => void hosts.pop()),
  one: samplePlan(() => {}, 'one-host'),
  empty: newPlan('prod'),
  declared: samplePlan(({ entry }) => void Object.assign(entry, { api })),
  noWorker: samplePlan(({ hosts }) => {
    for (const host of hosts) host.roles = ['control-plane', 'etcd'];
  }),
};

test('a plan is summed up in one line', () => {
  expect(Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, english(plan)]))).toEqual({
    three: 'Survives any 1 of 3 hosts',
    two: 'Survives no host',
    one: 'Survives no host',
    empty: 'No hosts yet',
    declared: 'Survives any 1 of 3 hosts, load balancer as declared',
    noWorker: 'Not complete: no workers',
  });
});

test('the hosts that take something down are named in the order of the plan', () => {
  expect(survivalHeadline(plans.two as Plan).hosts).toEqual(['node-1', 'node-2']);
});

test('every verdict, rule and loss has a text in both languages that finds its values', () => {
  for (const translate of [strictTranslator('en', en), strictTranslator('zh', zh)]) {
    for (const plan of Object.values(plans)) {
      for (const { id, verdict, rule, values } of survival(plan)) {
        expect(translate(`survival.names.${id}`)).toMatch(/\S/);
        expect(translate(`survival.verdicts.${verdict}`, values)).toMatch(/\S/);
        expect(translate(`survival.rules.${rule}`, values)).toMatch(/\S/);
      }
      for (const { name } of plan.hosts) {
        const { outcome, values } = ifLost(plan, name);
        expect(translate(`ifLost.${outcome}`, values)).toMatch(/\S/);
      }
    }
  }
});
