import { describe, expect, test } from 'vitest';
import en from '@/messages/en/availability.json';
import zh from '@/messages/zh/availability.json';
import { catalogue } from '../../testing/catalogue';
import { strictTranslator } from '../../testing-texts';
import { assess } from '../assess';
import { failureModes, failureOf } from '../failure';
import { grade, grades } from '../grade';
import { headlineOf } from '../headline';
import { ifEachLost } from '../if-lost';
import { modelOf } from '../model';
import { remedyIds } from '../remedies/edit';
import { remedies } from '../remedies/remedies';
import { acts, capabilityIds, componentIds, states } from '../requirement';
import { ruleSources, sourceLinks } from '../rules';
import { smallestSets } from '../smallest-sets';
import { timeline } from '../timeline';
import { sayEvent } from './say-event';
import { sayHeadline } from './say-headline';
import { sayIfLost } from './say-if-lost';
import { sayReason, saySet, sayStep } from './say-survival';
import { sayBack, sayCaution, sayNumbers, sayRule, sayState } from './say-verdict';

const languages = { en: strictTranslator('en', en), zh: strictTranslator('zh', zh) };

/** Every text by its key, whether or not a plan of the catalogue reaches it. */
function keysOf(node: object, prefix = ''): string[] {
  return Object.entries(node).flatMap(([key, child]) =>
    typeof child === 'string' ? [`${prefix}${key}`] : keysOf(child, `${prefix}${key}.`),
  );
}

test('there is a text for each id, and none for an id that is gone', () => {
  expect(keysOf(en.rules).sort()).toEqual(Object.keys(ruleSources).sort());
  expect(Object.keys(en.sources).sort()).toEqual([...new Set(Object.values(ruleSources))].sort());
  expect(Object.keys(sourceLinks).filter((id) => !Object.hasOwn(en.sources, id))).toEqual([]);
  expect(Object.keys(en.components).sort()).toEqual([...componentIds].sort());
  expect(Object.keys(en.numbers).sort()).toEqual([...componentIds].sort());
  expect(Object.keys(en.capabilities)).toEqual([...capabilityIds]);
  expect(Object.keys(en.short)).toEqual([...capabilityIds]);
  expect(Object.keys(en.states)).toEqual([...states]);
  expect(Object.keys(en.acts).sort()).toEqual([...acts].sort());
  expect(Object.keys(en.remedies).sort()).toEqual([...remedyIds].sort());
  expect(Object.keys(en.modes)).toEqual([...failureModes]);
  expect(Object.keys(en.grade.grades)).toEqual([...grades]);
});

describe.each(catalogue)('$name', ({ plan }) => {
  test.each(Object.entries(languages))('is told in %s with every value found', (_, t) => {
    const model = modelOf(plan);
    const holders = [...model.hosts.slice(0, 5), ...model.services].map(({ id }) => id);
    const failures = [
      ...holders.flatMap((holder) => failureModes.map((mode) => failureOf(model, [holder], mode))),
      failureOf(
        model,
        model.hosts.map(({ id }) => id),
        'lost',
      ),
    ];
    const told = failures.flatMap((failure) => {
      const verdicts = assess(model, failure);
      return [
        ...verdicts.flatMap((verdict) => [
          sayState(t, verdict),
          sayBack(t, model, verdict.back).text,
          ...verdict.standing.map((each) => sayNumbers(t, each)),
          ...verdict.cautions.map((each) => sayCaution(t, model, each)),
          ...verdict.affected.flatMap((each) => [
            sayRule(t, each),
            sayNumbers(t, each),
            sayBack(t, model, each.back).text,
          ]),
        ]),
        ...timeline(model, failure).flatMap((each) => Object.values(sayEvent(t, model, each))),
      ];
    });
    const survival = [
      sayHeadline(t, model, headlineOf(model)).title,
      ...grade(model).reasons.map((each) => sayReason(t, model, each)),
      ...Object.values(ifEachLost(model)).map((each) => sayIfLost(t, each)),
      ...capabilityIds.flatMap((id) => smallestSets(model, id).hosts.map((set) => saySet(t, model, set))),
    ];
    for (const text of [...told, ...survival]) expect(text).toMatch(/\S/);
  });

  test.each(Object.entries(languages))('its remedies are told in %s', (_, t) => {
    const model = modelOf(plan);
    const failure = failureOf(
      model,
      model.hosts.slice(0, 1).map(({ id }) => id),
      'lost',
    );
    const steps = model.capabilities.flatMap(({ id }) => remedies(plan, failure, id).flatMap((each) => each.steps));
    for (const step of steps) {
      const { title, cost } = sayStep(t, step);
      expect(title).toMatch(/\S/);
      expect(cost).toMatch(/\S/);
    }
  });
});
