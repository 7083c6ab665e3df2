import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { readMessages } from '@/lib/i18n/messages';
import type { Finding } from '@/lib/plan/finding';
import { useFindingText } from './use-finding-text';

function Said({ finding }: { finding: Pick<Finding, 'id' | 'values' | 'hosts'> }) {
  const { title, detail } = useFindingText()(finding);
  return `${title} | ${detail}`;
}

/** As a page shows it: a text that its values don't fill is no crash there. */
async function said(id: string, values: Finding['values'], language: 'en' | 'zh' = 'en'): Promise<string> {
  const messages = await readMessages(language);
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={language} timeZone="UTC" onError={() => {}} {...{ messages }}>
      <Said finding={{ id, values, hosts: ['node-1'] }} />
    </NextIntlClientProvider>,
  );
}

test('a check’s finding says what was found, what is needed and why', async () => {
  const values = { percent: 91, mount: '/var', limit: 'under', needed: 85, by: 'usual' };
  expect(await said('disk.used', values)).toMatch(
    /^A file system is filling up \| Found: 91 % at \/var\. Needed: &lt; 85 %\. kubelet evicts/,
  );
});

test('one of an older Slipway that lacks what its texts quote says that it is to be checked again', async () => {
  expect(await said('disk.used', { percent: 91 })).toMatch(
    /^A file system is filling up \| This result .*check again\.$/,
  );
  expect(await said('disk.used', { percent: 91, mount: '/var' }, 'zh')).toMatch(/请重新检查。$/);
});

test('one that this version doesn’t know is called by its id', async () => {
  expect(await said('gone.check', {})).toBe('gone.check | ');
});
