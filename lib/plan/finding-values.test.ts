import { expect, it } from 'vitest';
import zh from '@/messages/zh/availability.json';
import { valuesToSay } from './finding-values';
import { strictTranslator } from './testing-texts';

const t = strictTranslator('zh', zh);

it('joins the names of a finding’s hosts as the language does it', () => {
  const values = { hosts: 'node-1, node-2', found: 2 };
  expect(valuesToSay(t, { hosts: ['node-1', 'node-2'], values })).toEqual({ hosts: 'node-1、node-2', found: 2 });
});

it('leaves other values as they are', () => {
  expect(valuesToSay(t, { hosts: ['node-1', 'node-2'], values: { hosts: 'node-3, node-4' } }).hosts).toBe(
    'node-3, node-4',
  );
  expect(valuesToSay(t, { hosts: [], values: { found: 'a, b' } })).toEqual({ found: 'a, b' });
});
