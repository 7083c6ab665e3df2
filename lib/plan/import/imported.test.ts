import { expect, test } from 'vitest';
import english from '@/messages/en/plan.json';
import chinese from '@/messages/zh/plan.json';
import { importFormats, importReasons } from './imported';

test.each([
  ['en', english],
  ['zh', chinese],
])('in %s every format and every reason has a text, and there is no other', (_, messages) => {
  expect(Object.keys(messages.import.formats).toSorted()).toEqual([...importFormats].toSorted());
  expect(Object.keys(messages.import.reasons).toSorted()).toEqual([...importReasons].toSorted());
});
