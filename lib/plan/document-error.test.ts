import { describe, expect, test } from 'vitest';
import english from '@/messages/en/plan.json';
import chinese from '@/messages/zh/plan.json';
import { documentErrorCodes, excerpt } from './document-error';
import { strictTranslator } from './testing-texts';

describe.each([
  ['en', english],
  ['zh', chinese],
] as const)('texts in %s', (language, messages) => {
  const translate = strictTranslator(language, { plan: messages });

  test.each(documentErrorCodes)('%s has one, with what was found', (code) => {
    const values = { line: 3, column: 14, path: 'hosts.0.name', found: 7, needed: 5 };
    const text = translate(`plan.document.${code}`, values);
    const whole = ['tooLarge', 'empty', 'unknownFormat', 'noHosts', 'noVersion'];
    if (!whole.includes(code)) expect(text).toMatch(/3.*14/);
  });

  test('no text is left over', () => {
    expect(Object.keys(messages.document).toSorted()).toEqual([...documentErrorCodes].toSorted());
  });
});

test('an excerpt is one line of at most 60 characters', () => {
  expect(excerpt('a\n  b')).toBe('a b');
  expect(excerpt({ a: [1] })).toBe('{"a":[1]}');
  expect(excerpt(undefined)).toBe('undefined');
  expect(excerpt('x'.repeat(61))).toHaveLength(60);
});
