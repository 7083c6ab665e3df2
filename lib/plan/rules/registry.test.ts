import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import en from '@/messages/en/findings.json';
import zh from '@/messages/zh/findings.json';
import { planRules } from './registry';

const files = readdirSync(new URL('.', import.meta.url));
const ids = planRules.map(({ id }) => id);

function textsAt(messages: unknown, id: string): unknown {
  return id.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], messages);
}

test('the id of every rule is the name of its file, and every file is registered', () => {
  const named = files.filter((file) => file.startsWith('plan.') && !file.endsWith('.test.ts'));
  expect([...ids].sort()).toEqual(named.map((file) => file.slice(0, -'.ts'.length)).sort());
  expect(new Set(ids).size).toBe(ids.length);
});

test('every rule has a test beside it', () => {
  expect(ids.filter((id) => !files.includes(`${id}.test.ts`))).toEqual([]);
});

test('every rule has a title and a detail in both languages', () => {
  for (const id of ids) {
    for (const messages of [en, zh]) {
      expect(textsAt(messages, id), id).toEqual({
        title: expect.stringMatching(/\S/),
        detail: expect.stringMatching(/\S/),
      });
    }
  }
});

test('no text is left of a rule that is gone', () => {
  const paths = (node: unknown, prefix: string): string[] =>
    Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
      typeof value === 'string' ? [prefix] : paths(value, prefix ? `${prefix}.${key}` : key),
    );
  for (const { plan } of [en, zh]) expect([...new Set(paths(plan, 'plan'))].sort()).toEqual([...ids].sort());
});
