import { expect, test } from 'vitest';
import en from '@/messages/en/availability.json';
import { samplePlan } from '../samples';
import { buildPlan, outside } from '../testing/build-plan';
import { strictTranslator } from '../testing-texts';
import { ifEachLost, ifLost } from './if-lost';
import { modelOf } from './model';
import { sayIfLost } from './words/say-if-lost';

const t = strictTranslator('en', en);
const cards = (plan: Parameters<typeof modelOf>[0]) =>
  Object.values(ifEachLost(modelOf(plan))).map((loss) => sayIfLost(t, loss));

test("the editor's three cards", () => {
  const plan = buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } });
  expect(cards(plan)).toEqual([
    'If lost: entry moves in 3–4 s',
    'If lost: storage, console stop',
    'If lost: nothing stops',
  ]);
});

test('slower adverts move slower', () => {
  expect(cards(samplePlan())[0]).toBe('If lost: entry moves in 0.9–1.2 s');
});

test('each of two control planes takes the API down', () => {
  expect(cards(samplePlan(({ hosts }) => void hosts.pop()))).toEqual([
    'If lost: API, scheduling stop',
    'If lost: API, scheduling stop',
  ]);
});

test('the only worker takes the pods down', () => {
  const plan = buildPlan(['cp', 'cp', 'cp', 'worker']);
  expect(cards(plan)[3]).toBe('If lost: scheduling stops');
});

test('the only gateway takes applications and console down', () => {
  const plan = buildPlan(['cp worker build', 'cp worker build', 'cp worker build gateway'], {
    ...outside,
    entry: { ...outside.entry, api: outside.entry.application },
  });
  expect(cards(plan)[2]).toBe('If lost: entry, console stop');
});

test('a host that carries it all is told in two words and a count', () => {
  expect(cards(buildPlan(['all'], outside))).toEqual(['If lost: API, entry, 3 more stop']);
});

test('what nobody knows the place of may stop, and what moves may be away', () => {
  expect(cards(buildPlan(['cp', 'cp', 'cp', 'load', 'load'], { storage: { kind: 'built-in' } }))[3]).toBe(
    'If lost: storage may stop',
  );
  const one = buildPlan(['all', 'all', 'all'], { ...outside, rainbond: { kind: '6.x', consoleReplicas: 1 } });
  expect(cards(one)[1]).toBe('If lost: console may be away 5 min 50 s');
});

test('what the plan lacks anyway is no loss of a host', () => {
  expect(cards(buildPlan(['cp', 'cp', 'cp']))[1]).toBe('If lost: nothing stops');
});

test('what is worked out for one host of a class is true of each', () => {
  const model = modelOf(buildPlan(['cp', 'cp', 'cp', 'load', 'load', 'load'], outside));
  for (const { id } of model.hosts) expect(ifEachLost(model)[id]).toEqual(ifLost(model, id));
});
