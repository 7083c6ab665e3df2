import { expect, test } from 'vitest';
import { TailBuffer } from './tail-buffer';

test('short output is kept whole', () => {
  const tail = new TailBuffer(100);
  for (const word of ['one ', 'two ', '三']) tail.push(Buffer.from(word));
  expect(tail.toString()).toBe('one two 三');
  expect(tail.dropped).toBe(0);
});

test('of long output the last bytes are kept, and how many are gone is known', () => {
  const tail = new TailBuffer(10);
  for (let i = 0; i < 1000; i++) tail.push(Buffer.from('abcdefghij'));
  tail.push(Buffer.from('12345'));
  expect(tail.toString()).toBe('fghij12345');
  expect(tail.dropped).toBe(9995);
});
