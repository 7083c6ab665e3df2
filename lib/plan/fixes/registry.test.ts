import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import en from '@/messages/en/findings.json';
import zh from '@/messages/zh/findings.json';
import { planFixes } from './registry';

const files = readdirSync(new URL('.', import.meta.url)).filter((file) => !file.endsWith('.test.ts'));
const ids = planFixes.map(({ id }) => id).sort();
const parts = ['apply-fix.ts', 'fix.ts', 'registry.ts', 'role-value.ts', 'testing.ts'];

test('the id of every fix is the name of its file, and every file is registered', () => {
  expect(ids).toEqual(files.filter((file) => !parts.includes(file)).map((file) => file.slice(0, -'.ts'.length)));
});

test('every fix has a test beside it', () => {
  const all = readdirSync(new URL('.', import.meta.url));
  expect(ids.filter((id) => !all.includes(`${id}.test.ts`))).toEqual([]);
});

test('every fix has a title in both languages, and no title is left of a fix that is gone', () => {
  for (const { fixes } of [en, zh]) expect(Object.keys(fixes).sort()).toEqual(ids);
});
