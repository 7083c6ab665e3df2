import { expect, test } from 'vitest';
import { Slots } from './slots';

test('never more at once than there are slots, first come first served, also after a failure', async () => {
  const slots = new Slots(3);
  const order: number[] = [];
  let now = 0;
  let most = 0;
  const jobs = Array.from({ length: 20 }, (_, i) =>
    slots.use(async () => {
      order.push(i);
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      if (i % 4 === 0) throw new Error(`job ${i}`);
      return i;
    }),
  );
  const ends = await Promise.allSettled(jobs);
  expect(most).toBe(3);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(ends.filter((end) => end.status === 'rejected')).toHaveLength(5);
});
