import { readdirSync, readFileSync } from 'node:fs';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { reportHtml } from './report-html';
import type { Report, Result } from './result';

const plan = samplePlan();
const [host] = plan.hosts;
const name = host?.name ?? '';
const report = (results: Result[]): Report => ({
  formatVersion: 1,
  id: 'r',
  planId: 'p',
  planRevision: 1,
  planSha256: 's',
  state: 'finished',
  startedAt: Date.UTC(2026, 10, 27, 8, 0, 0),
  finishedAt: Date.UTC(2026, 10, 27, 8, 0, 9),
  startedBy: 'Ada',
  deadlineSeconds: 60,
  hosts: [{ name, address: '10.0.0.11', state: 'done', tookMs: 1, error: null }],
  results,
  version: 1,
});
const swapOn: Result = {
  check: 'swap.off',
  host: name,
  state: 'finding',
  severity: 'block',
  values: { gib: 2, areas: 1 },
  at: 1,
  tookMs: 1,
};

function readMessages(language: string) {
  const files = readdirSync(`messages/${language}`);
  const text = (file: string) => JSON.parse(readFileSync(`messages/${language}/${file}`, 'utf8'));
  return Object.fromEntries(files.map((file) => [file.replace('.json', ''), text(file)]));
}

function page(language: 'en' | 'zh', results: Result[]): string {
  const t = createTranslator({ locale: language, messages: readMessages(language) });
  // biome-ignore lint/suspicious/noExplicitAny: keys of every namespace
  const any = t as any;
  return reportHtml(plan, report(results), language, (key, values) => (any.has(key) ? any(key, values) : null));
}

describe.each([
  ['en', 'Swap is on', 'none'],
  ['zh', '交换分区未关闭', '无'],
] as const)('%s', (language, title, needed) => {
  test('a finding has its title, what was found and needed, its source and the command by hand', () => {
    const html = page(language, [swapOn]);
    for (const text of [title, '2.0 GiB', needed, 'kubelet failSwapOn=true', 'swapon --show --bytes', name])
      expect(html).toContain(text);
    expect(html).not.toMatch(/preflight\.|checks-system/);
  });

  test('what was not run says why, and is not among what passed', () => {
    const html = page(language, [
      { check: 'swap.off', host: name, state: 'not-run', reason: 'deadline', values: { seconds: 7 }, at: 1 },
    ]);
    expect(html).toMatch(/7 s/);
    expect(html).toMatch(language === 'en' ? /0 passed/ : /0 通过/);
  });
});

test('what hosts print can not become markup', () => {
  const results: Result[] = [
    {
      check: 'swap.off',
      host: name,
      state: 'not-run',
      reason: 'unreadable',
      values: { found: '<script>alert(1)</script>' },
      at: 1,
    },
  ];
  const html = page('en', results);
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;');
});
