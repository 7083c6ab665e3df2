import { assess } from '@/lib/plan/availability/assess';
import { failureOf } from '@/lib/plan/availability/failure';
import { grade } from '@/lib/plan/availability/grade';
import { modelOf } from '@/lib/plan/availability/model';
import { smallestSets } from '@/lib/plan/availability/smallest-sets';
import { survives } from '@/lib/plan/availability/survives';
import { largePlan } from './large-plan';

/**
 * `availability-times.ts HOSTS availability|sets` prints milliseconds as JSON. In a process of its own, so that the first call in it
 * is as cold as the first one in a person's browser.
 */
const [hosts = '', what = ''] = process.argv.slice(2);
const rounds = 15;
const plan = largePlan(Number(hosts));

/** Every capability under the loss of one host, what the plan survives, and its grade. */
function availability(): void {
  const model = modelOf(plan);
  assess(
    model,
    failureOf(
      model,
      model.hosts.slice(0, 1).map(({ id }) => id),
    ),
  );
  grade(model, survives(model));
}

/** All smallest sets of up to three hosts that take a capability down, for every capability. */
function sets(): void {
  const model = modelOf(plan);
  for (const { id } of model.capabilities) smallestSets(model, id, { upTo: 3 });
}

const work = { availability, sets }[what];
if (!work) throw new Error(`availability or sets, not “${what}”`);
const [cold = Number.NaN, ...warm] = Array.from({ length: rounds }, () => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
});
console.log(JSON.stringify({ cold, warm: warm.toSorted((a, b) => a - b)[Math.floor(warm.length / 2)] }));
