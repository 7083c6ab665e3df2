import { describe, expect, test } from 'vitest';
import { catalogue } from '../testing/catalogue';
import type { Expectation } from '../testing/expectation';
import { assess } from './assess';
import { type Failure, type FailureMode, failureModes, failureOf, hostsOfDomain } from './failure';
import { grade } from './grade';
import { type AvailabilityModel, modelOf } from './model';
import type { CapabilityId } from './requirement';
import { type LossSet, smallestSets } from './smallest-sets';
import { survives } from './survives';

const numberOf = (host: string) => Number(host.replace('host:', '')) + 1;
const written = ({ parts }: LossSet) =>
  parts.map(({ holders, count }) => `${count} of ${holders.map(numberOf).join(' ')}`).join(' + ');

/** `2 3 lost`, `rack-a`, `3 service:etcd:1`, as an expectation writes them. */
function failureFrom(model: AvailabilityModel, text: string): Failure {
  const words = text.split(' ');
  const mode = words.find((word): word is FailureMode => (failureModes as readonly string[]).includes(word));
  const holders = words
    .filter((word) => word !== mode)
    .flatMap((word) => {
      if (/^\d+$/.test(word)) return [`host:${Number(word) - 1}`];
      return word.includes(':') ? [word] : hostsOfDomain(model, word);
    });
  return failureOf(model, holders, mode);
}

function statesAfter(model: AvailabilityModel, text: string): Record<string, string> {
  return Object.fromEntries(
    assess(model, failureFrom(model, text)).map(({ capability, state, certain }) => [
      capability,
      `${certain ? '' : '~'}${state}`,
    ]),
  );
}

function expected(
  found: Record<string, string>,
  { otherwise, ...named }: NonNullable<Expectation['fails']>[string],
): Record<string, string> {
  const rest = otherwise ? Object.fromEntries(Object.keys(found).map((id) => [id, otherwise])) : {};
  return { ...found, ...rest, ...named };
}

test('the catalogue has at least thirty plans, and each says where its expectation comes from', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(30);
  expect(catalogue.filter(({ from }) => from.length < 10)).toEqual([]);
  expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
});

describe.each(catalogue)('$name', ({ plan, fails, sets, points, pairs, missing, grade: letter }) => {
  const model = modelOf(plan);
  test.each(Object.entries(fails ?? {}))('when %s fails', (text, states) => {
    const found = statesAfter(model, text);
    expect(found).toEqual(expected(found, states));
  });
  test.each(Object.entries(sets ?? {}))('the smallest sets that stop %s', (id, wanted) => {
    expect(
      smallestSets(model, id as CapabilityId)
        .hosts.map(written)
        .sort(),
    ).toEqual(wanted.toSorted());
  });
  test('what it survives', () => {
    const found = survives(model);
    const told = {
      points: found.one.points.map(({ host }) => numberOf(host)),
      pairs: `${found.two.survived} of ${found.two.of}`,
      missing: [...new Set(found.missing.map(({ capability }) => capability))],
      grade: grade(model).grade,
    };
    expect(told).toEqual({
      points: points ?? told.points,
      pairs: pairs ?? told.pairs,
      missing: missing ?? told.missing,
      grade: letter ?? told.grade,
    });
  });
});
