import { expect, test } from 'vitest';
import { rainbondCauses } from '@/components/run/rainbond-run-fixture';
import { htmlOf } from '@/components/ui/testing';
import { CauseList } from './cause-list';

async function listOf(language: 'en' | 'zh'): Promise<string> {
  const { database } = rainbondCauses(Date.parse('2026-11-27T12:00:00Z'));
  const html = await htmlOf(<CauseList causes={[database]} />, language);
  return html.replace(/<[^>]+>/g, '');
}

test('what a cause means and what mends it stand in a row as the language has it', async () => {
  expect(await listOf('zh')).toMatch(/依赖该数据库的组件无法启动。\S/);
  expect(await listOf('en')).toMatch(/\w\. [A-Z]/);
});
