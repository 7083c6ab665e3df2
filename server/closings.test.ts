import { expect, it } from 'vitest';
import { Closings } from './closings';

it('closes in the opposite order of opening, whatever fails or hangs on the way, and once', async () => {
  const closings = new Closings();
  const closed: string[] = [];
  closings.add('first', async () => closed.push('first'));
  closings.add('hanging', () => new Promise(() => closed.push('hanging')));
  closings.add('failing', async () => {
    closed.push('failing');
    throw new Error('no');
  });
  await Promise.all([closings.close(20), closings.close(20)]);
  expect(closed).toEqual(['failing', 'hanging', 'first']);
});
