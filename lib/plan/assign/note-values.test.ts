import { expect, it } from 'vitest';
import en from '@/messages/en/availability.json';
import zh from '@/messages/zh/availability.json';
import { strictTranslator } from '../testing-texts';
import { noteValues } from './note-values';

const english = strictTranslator('en', en);
const chinese = strictTranslator('zh', zh);
const domains = [{ name: 'A', kind: 'room' as const }];

it('joins names as the language does it, and says what a domain is', () => {
  const values = { hosts: ['node-1', 'node-2'], domain: ['A', 'B'], count: 2 };
  expect(noteValues(english, domains, values)).toEqual({ hosts: 'node-1, node-2', domain: 'Room A, Rack B', count: 2 });
  expect(noteValues(chinese, domains, values)).toEqual({ hosts: 'node-1、node-2', domain: '机房 A、机架 B', count: 2 });
});

it('counts what would make no sentence', () => {
  const hosts = Array.from({ length: 200 }, (_, index) => `n${index + 1}`);
  expect(noteValues(english, [], { hosts }).hosts).toBe('n1, n2, n3, n4, n5, n6, 194 more');
});
