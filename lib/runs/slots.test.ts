import { expect, test } from 'vitest';
import { Slots } from './slots';

const never = new AbortController().signal;

test('of those that wait the most urgent is next, and of equals the first', async () => {
  const slots = new Slots(1);
  const order: string[] = [];
  const { promise, resolve: open } = Promise.withResolvers<void>();
  const first = slots.with(never, 1, () => promise);
  const others = [
    ['low', 1],
    ['high', 9],
    ['high too', 9],
    ['middle', 5],
  ] as const;
  const all = others.map(([name, urgency]) =>
    slots.with(never, urgency, async () => {
      order.push(name);
    }),
  );
  open();
  await Promise.all([first, ...all]);
  expect(order).toEqual(['high', 'high too', 'middle', 'low']);
});

test('who gives up waiting takes no slot', async () => {
  const slots = new Slots(1);
  const { promise, resolve: open } = Promise.withResolvers<void>();
  const first = slots.with(never, 1, () => promise);
  const leaving = new AbortController();
  const given = slots.with(leaving.signal, 2, async () => 'never');
  const stays = slots.with(never, 1, async () => 'in');
  leaving.abort(new Error('left'));
  await expect(given).rejects.toThrow('left');
  open();
  await first;
  expect(await stays).toBe('in');
});
