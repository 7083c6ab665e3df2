import { expect, test } from 'vitest';
import { Sessions } from './sessions';

test('as many as there are at once, the others in their order', async () => {
  const sessions = new Sessions(2);
  const order: number[] = [];
  let inUse = 0;
  const work = async (number: number) => {
    await sessions.enter();
    inUse++;
    expect(inUse).toBeLessThanOrEqual(2);
    order.push(number);
    await new Promise((resolve) => setTimeout(resolve, 1));
    inUse--;
    sessions.leave(false);
  };
  await Promise.all([1, 2, 3, 4, 5].map(work));
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

async function withOpen(most: number, open: number): Promise<Sessions> {
  const sessions = new Sessions(most);
  for (let each = 0; each < open; each++) {
    await sessions.enter();
    sessions.opened();
  }
  return sessions;
}

test('a refusal sets the limit to what is open, however many ask at that moment', async () => {
  const sessions = await withOpen(8, 2);
  await Promise.all([sessions.enter(), sessions.enter()]);
  expect(sessions.refused()).toBe(true);
  sessions.leave(false);
  expect(sessions.refused()).toBe(true);
  sessions.leave(false);
  expect(sessions.limit).toBe(2);
  expect(await sessions.enter(5)).toBe(false);
  sessions.leave(true);
  expect(await sessions.enter(5)).toBe(true);
});

test('one that was alone has no end of another to wait for', async () => {
  const sessions = new Sessions(8);
  await sessions.enter();
  expect(sessions.refused()).toBe(false);
  expect(sessions.limit).toBe(8);
});

test('who waited before the refusal gives up as well, and takes no session that comes free later', async () => {
  const sessions = await withOpen(2, 1);
  await sessions.enter();
  const impatient = sessions.enter(5);
  const patient = sessions.enter();
  sessions.refused();
  sessions.leave(false);
  expect(await impatient).toBe(false);
  sessions.leave(true);
  expect(await patient).toBe(true);
});
