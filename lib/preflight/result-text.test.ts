import { readFileSync } from 'node:fs';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import type { Result } from './result';
import { checkText, foundText, neededText, type TextOf } from './result-text';

function textIn(locale: 'en' | 'zh'): TextOf {
  const names = ['checks-system', 'checks-services', 'findings', 'preflight'];
  const read = (name: string) => JSON.parse(readFileSync(`messages/${locale}/${name}.json`, 'utf8'));
  const messages = Object.fromEntries(names.map((name) => [name, read(name)]));
  const t = createTranslator({ locale, messages, onError: () => {} });
  return (key, values) => (t.has(key) ? t(key, values) : null);
}

const finding = (check: string, values: Record<string, string | number>, evidence?: string) =>
  ({
    ...{ check, host: 'node-1', state: 'finding', severity: 'warn', values, at: 0, tookMs: 1 },
    ...(evidence === undefined ? {} : { evidence }),
  }) satisfies Result;
const used = { id: 'disk.used', group: 'system' } as const;
const pushRate = { id: 'registry.push-rate', group: 'services' } as const;

describe('a result whose values fill its texts', () => {
  test('says what was found and needed', () => {
    const text = textIn('en');
    const whole = { percent: 91, mount: '/var', limit: 'under', needed: 85, by: 'usual' };
    expect(foundText(text, used, finding('disk.used', whole, 'df'))).toBe('91 % at /var');
    expect(neededText(text, used, finding('disk.used', whole))).toBe('< 85 %');
  });
});

describe('a result of an older Slipway, which has not all that its texts quote', () => {
  test.each([
    ['en', used, { percent: 91 }, /^\/dev\/vda1 91% \/var .*check again\.$/],
    ['zh', used, { percent: 91 }, /^\/dev\/vda1 91% \/var .*请重新检查。$/],
    ['en', pushRate, { rate: 3 }, /^\/dev\/vda1 91% \/var .*check again\.$/],
    ['zh', pushRate, { rate: 3 }, /^\/dev\/vda1 91% \/var .*请重新检查。$/],
  ] as const)('is told by its evidence, and that it is to be checked again (%s, %o)', (locale, check, values, said) => {
    const text = textIn(locale);
    const old = finding(check.id, values, '/dev/vda1 91% /var');
    expect(foundText(text, check, old)).toMatch(said);
    for (const part of ['name', 'title', 'why', 'needed', 'fix'] as const)
      expect(checkText(text, check, part, values)).not.toContain('checks-');
    expect(checkText(text, check, 'title', values)).not.toBe('');
  });

  test('without evidence, and one that passed, are only to be checked again', () => {
    const text = textIn('zh');
    const again = '该结果由旧版本的 Slipway 保存，缺少现在所需的数据，请重新检查。';
    expect(foundText(text, used, finding('disk.used', {}))).toBe(again);
    const passed = { check: 'disk.used', host: 'n', state: 'passed', values: {}, at: 0, tookMs: 1 } as const;
    expect(foundText(text, used, passed)).toBe(again);
    expect(neededText(text, used, passed)).toBe('');
  });

  test('whose title can’t be said is called by the check’s name', () => {
    const text: TextOf = (key) => (key.endsWith('.name') ? 'Disk use' : key);
    expect(checkText(text, used, 'title')).toBe('Disk use');
  });
});

test('a check that this version doesn’t know is called by its id', () => {
  const text = textIn('en');
  const gone = { id: 'gone.check', group: 'system' } as const;
  expect(checkText(text, gone, 'title')).toBe('gone.check');
  expect(foundText(text, gone, finding('gone.check', {}))).toBe('');
});
