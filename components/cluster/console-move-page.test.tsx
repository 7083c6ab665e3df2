import { expect, test, vi } from 'vitest';
import { reviewBook } from '@/components/review/review-book';
import { htmlOf } from '@/components/ui/testing';
import { readConsoleMoveForm } from '@/lib/cluster/console-move-form';
import { languages } from '@/lib/i18n/languages';
import { compileErrorCodes } from '@/lib/runbook/compile-error';
import { goldenInput, goldenRunbook } from '@/lib/runbook/testing';
import { ConsoleMovePage } from './console-move-page';

vi.mock('next/navigation', () => ({ useRouter: () => ({ replace: () => {} }) }));

const { plan } = goldenInput('migrate-console');
const hosts = plan.hosts.map(({ name, address }) => ({ name, address }));

async function pageOf(
  language: 'en' | 'zh',
  search: Record<string, string>,
  refused: { code: string; values: Record<string, string> } | null = null,
): Promise<string> {
  const { form, wrong } = readConsoleMoveForm({ host: 'node-2', ...search });
  const golden = form.to === 'back' ? 'migrate-console-back' : 'migrate-console';
  return htmlOf(
    <ConsoleMovePage
      {...{ planId: 'p', plan, form, wrong, hosts, refused, busyRun: null }}
      book={refused || wrong.length > 0 ? null : reviewBook(goldenRunbook(golden))}
      sha256={'a'.repeat(64)}
      startConsoleMove={async () => ({ ok: true, data: null })}
    />,
    language,
  );
}
const startIsOff = (html: string, name: string) => new RegExp(`<button[^>]*disabled=""[^>]*>${name}`).test(html);

test('the page of a move has the scripts, and says what is overwritten and what is not carried over', async () => {
  const html = await pageOf('en', {});
  expect(html).toContain('Move the console into console-in-docker');
  expect(html).toContain('restored into database console at 10.0.0.51');
  expect(html).toContain('between the backup and its stop are not carried over');
  expect(html).toContain('role="tree"');
  expect(startIsOff(html, 'Move the console…')).toBe(false);
});

test('the way back says that the new console goes and its database stays', async () => {
  const html = await pageOf('en', { to: 'back' });
  expect(html).toContain('The console that the migration put into the cluster is deleted');
  expect(html).toContain('The console’s database, with all that is in it');
  expect(startIsOff(html, 'Go back…')).toBe(false);
});

test('a field that can’t be used says so, and nothing can be started', async () => {
  const html = await pageOf('en', { port: '70000' });
  expect(html).toContain('Needed: a whole number from 1 to 65535');
  expect(html).not.toContain('role="tree"');
  expect(startIsOff(html, 'Move the console…')).toBe(true);
});

const own = ['no-cluster', 'no-ssh', 'no-such-host', 'runner-no-ssh', 'no-kubeconfig', 'no-password', 'console-there'];
const compilers = compileErrorCodes.filter((code) => /^(no-|console-)/.test(code));
test.each(languages)('every refusal has a text, and nothing can be started (%s)', async (language) => {
  for (const code of [...own, ...compilers]) {
    const html = await pageOf(language, {}, { code, values: { host: 'node-9' } });
    expect(html).not.toContain(`>${code}<`);
    expect(html).not.toContain('role="tree"');
  }
});
