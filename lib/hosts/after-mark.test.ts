import { expect, test } from 'vitest';
import { AfterMark } from './after-mark';

test('what a login prints first is dropped, wherever the stream is cut', () => {
  const stream = Buffer.from('Welcome to node1!abc-ready\nhello abc-ready\n');
  for (let cut = 0; cut <= stream.length; cut++) {
    const filter = new AfterMark('abc-ready\n');
    const out = [filter.push(stream.subarray(0, cut)), filter.push(stream.subarray(cut))];
    expect(Buffer.concat(out).toString()).toBe('hello abc-ready\n');
    expect(filter.seen).toBe(true);
  }
});

test('without the mark nothing passes, and what came instead is kept', () => {
  const filter = new AfterMark('abc-ready\n');
  expect(filter.push(Buffer.from('This account is currently not available.\n'))).toHaveLength(0);
  expect(filter.seen).toBe(false);
  expect(filter.before.toString()).toBe('This account is currently not available.\n');
});
