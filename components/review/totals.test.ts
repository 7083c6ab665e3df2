import { expect, test } from 'vitest';
import { totalsOf } from '@/components/review/totals';
import { sampleFactsOf, samplePlan } from '@/lib/plan/samples';

test('sums what is known and names the hosts that are not', () => {
  const plan = samplePlan();
  const facts = sampleFactsOf(plan);
  const all = totalsOf(plan, facts);
  const [first] = plan.hosts;
  const known = facts[first?.name ?? ''];
  expect(all).toMatchObject({ hosts: 3, unknown: [], cpus: 3 * (known?.cpus ?? 0) });
  const { [first?.name ?? '']: _gone, ...rest } = facts;
  const some = totalsOf(plan, rest);
  expect(some.unknown).toEqual([first?.name]);
  expect(some.memoryBytes).toBe(all.memoryBytes - (known?.memoryBytes ?? 0));
});
