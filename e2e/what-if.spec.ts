import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { planToYaml } from '../lib/plan/plan-yaml';
import { buildPlan, outside } from '../lib/plan/testing/build-plan';
import { type RunningConsole, startConsole } from './console';
import { createOwner, importPlan, pageErrors } from './journey';

/** Hosts fail in the editor: what goes down, why, what would keep it up, and the page that shows it to others. */
test.describe.configure({ mode: 'serial' });

const credential = 'ops-key-of-this-console';

/** The guide's three hosts in three racks, all data on one NFS server. */
function guide(): string {
  const plan = buildPlan(['all @Rack A', 'all nfs @Rack B', 'all @Rack C'], {
    ...outside,
    name: 'prod-shanghai',
    storage: { kind: 'nfs-server' },
  });
  return planToYaml({
    ...plan,
    hosts: plan.hosts.map((host) => ({ ...host, ssh: { ...host.ssh, credential } })),
  });
}

let running: RunningConsole;
let context: BrowserContext;
let page: Page;
let errors: string[];
let planAddress = '';

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  context = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
  page = await context.newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await importPlan(page, running.url, guide());
  planAddress = page.url().split('?')[0] ?? '';
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const card = (name: RegExp) => page.getByRole('region', { name: 'Topology' }).getByRole('button', { name });
const verdict = (name: RegExp) => page.getByRole('list', { name: 'Verdicts' }).getByRole('button', { name });
const failed = () => new URL(page.url()).searchParams.getAll('fail');

test('“What if” shows the grade and the smallest sets before anything fails', async () => {
  await page.getByRole('radio', { name: 'What if' }).click();
  await expect(heading('What this plan survives')).toBeFocused();
  await expect(page.getByText('Kubernetes survives any host, the rest does not')).toBeVisible();
  const storage = page.getByRole('row', { name: /^Storage: reads, writes/ });
  await expect(storage.getByRole('button')).toHaveText(['node-2']);
  await expect(page.getByRole('row', { name: /^etcd quorum/ }).getByRole('button')).toHaveText([
    'any 2 of 3: node-1, node-2, node-3',
  ]);
  await expect(page.getByText('Nothing has failed.')).toBeVisible();
});

test('a click fails a host, and the verdicts say what goes down and why', async () => {
  await card(/^node-2 /).click();
  await page.getByRole('radio', { name: 'Lost with its disk' }).click();
  await expect(heading('node-2 lost with its disk')).toBeVisible();
  await expect(page.getByText('node-2 lost with its disk: 1 data lost, 2 down, 2 degraded, 6 up')).toBeAttached();
  await expect(card(/^node-2 .*Lost with its disk/)).toHaveAttribute('aria-pressed', 'true');

  const worst = verdict(/^data lost Storage: data/i);
  await expect(worst).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('storage.nfs.single-data', { exact: true })).toBeVisible();
  const chain = page.getByRole('list', { name: 'From what failed to the capability' });
  await expect(chain.getByRole('listitem')).toHaveText(['node-2', 'NFS server', 'stored data']);
  await expect(page.getByRole('link', { name: 'nfs(5), hard mounts' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What happens, in order' }).getByRole('listitem')).toHaveCount(5);
});

test('the keyboard fails hosts, opens verdicts and leaves', async () => {
  await card(/^node-1 /).focus();
  await page.keyboard.press('Enter');
  await expect(heading('node-2, node-1 lost with all disks')).toBeVisible();
  expect(failed()).toEqual(['node-2', 'node-1']);
  await page.keyboard.press('Enter');
  expect(failed()).toEqual(['node-2']);

  const etcd = verdict(/etcd quorum/);
  await etcd.focus();
  await page.keyboard.press('Enter');
  await expect(etcd).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('etcd.quorum', { exact: true })).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'Edit' })).toBeFocused();
  await page.goBack();
  await expect(heading('node-2 lost with its disk')).toBeVisible();
});

test('a menu is closed by Escape, and what if stays', async () => {
  await page.getByRole('button', { name: 'Host, rack, VIP or service' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Rack C' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(heading('node-2 lost with its disk')).toBeVisible();
  await page.getByRole('button', { name: 'Host, rack, VIP or service' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Rack C' }).click();
  await expect(heading('node-2, Rack C lost with all disks')).toBeVisible();
  await page.getByRole('button', { name: 'Bring Rack C back' }).click();
  await expect(heading('node-2 lost with its disk')).toBeVisible();
});

test('a virtual address fails by itself, by click, by key and from the menu', async () => {
  const vip = card(/^VIP 10\.0\.0\.100/);
  await vip.click();
  await expect(heading('node-2 lost with its disk, VIP 10.0.0.100 out of reach')).toBeVisible();
  expect(failed()).toEqual(['node-2', 'vip:application']);
  await expect(vip).toHaveAttribute('aria-pressed', 'true');
  await expect(verdict(/^down Application entry/i)).toBeVisible();
  await vip.focus();
  await page.keyboard.press('Enter');
  await expect(heading('node-2 lost with its disk')).toBeVisible();
  await page.getByRole('button', { name: 'Host, rack, VIP or service' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'VIP 10.0.0.100' }).click();
  await expect(verdict(/^down Application entry/i)).toBeVisible();
  await page.getByRole('button', { name: 'Bring VIP 10.0.0.100 back' }).click();
  await expect(heading('node-2 lost with its disk')).toBeVisible();
});

test('a reload keeps the failure', async () => {
  await page.reload();
  await expect(heading('node-2 lost with its disk')).toBeVisible();
  expect(failed()).toEqual(['node-2']);
});

test('a remedy is tried in the document itself, and one undo takes it back', async () => {
  await page.getByRole('button', { name: 'Try: NFS secondary on node-1' }).click();
  await expect(page.getByText('Tried: NFS secondary on node-1')).toBeVisible();
  await expect(verdict(/^degraded Storage: data/i)).toBeVisible();
  await page.getByRole('button', { name: 'Show the change' }).click();
  await expect(page.getByText('mode: primary-secondary')).toBeVisible();
  await expect(page.getByText(/^Saved .* · revision 2$/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(verdict(/^data lost Storage: data/i)).toBeVisible();
  await expect(page.getByText('Tried: NFS secondary on node-1')).toBeHidden();
  await page.getByRole('button', { name: 'Back to editing' }).click();
  await expect(page.getByText(/^Saved .* · revision 3$/)).toBeVisible();
});

test('the bar of the editor loses one host, and the review leads to what if', async () => {
  await page
    .getByRole('group', { name: 'Lose a host' })
    .getByRole('button', { name: /^Lose node-3/ })
    .click();
  await expect(heading('node-3 powered off')).toBeVisible();
  await page.goto(`${planAddress}/review`);
  await page.getByRole('link', { name: 'What if' }).click();
  await expect(heading('What this plan survives')).toBeVisible();
});

test('the page for others reads in Chinese by its link, names no credential, and prints without bars', async () => {
  await page.goto(`${planAddress}?what-if=lost&fail=node-2`);
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Share page' }).click();
  const sheet = await opened;
  const strange = pageErrors(sheet);
  await expect(sheet.getByRole('heading', { name: 'node-2 lost with its disk' })).toBeVisible();
  // The editor's page has it, so that its absence here says something.
  const html = async (address: string) => (await sheet.request.get(address)).text();
  expect(await html(planAddress)).toContain(credential);
  expect(await html(sheet.url())).not.toContain(credential);

  await sheet.getByRole('radio', { name: '中文' }).click();
  await expect(sheet.getByRole('heading', { name: 'node-2 连同磁盘丢失' })).toBeVisible();
  await expect(sheet.locator('article')).toHaveAttribute('lang', 'zh-CN');
  for (const text of ['单台 NFS 服务器的数据在一块磁盘上，没有副本。', 'storage.nfs.single-data', '各项能力中断']) {
    await expect(sheet.getByText(text).first()).toBeVisible();
  }
  await sheet.reload();
  await expect(sheet.getByRole('heading', { name: 'node-2 连同磁盘丢失' })).toBeVisible();

  await expect(sheet.getByRole('banner')).toBeVisible();
  await sheet.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(sheet.locator('header').first()).toBeHidden();
  await expect(sheet.getByRole('radio', { name: '中文' })).toBeHidden();
  const paper = await sheet.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(paper).toBe('rgb(255, 255, 255)');
  const pages = (await sheet.pdf({ format: 'A4', preferCSSPageSize: true }))
    .toString('latin1')
    .match(/\/Type \/Page\b/g);
  expect(pages?.length).toBeGreaterThan(2);
  expect(strange).toEqual([]);
  await sheet.close();
});

test('the page for others is true of the plan while nothing fails', async () => {
  await page.goto(`${planAddress}/what-if`);
  await expect(page.getByRole('heading', { name: 'What this plan survives' })).toBeVisible();
  await expect(page.getByText('Nothing is made to fail on this page.', { exact: false })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Storage: data/ })).toContainText('node-2');
});

for (const [language, name] of [
  ['en', 'Verdicts'],
  ['zh', '结论'],
] as const) {
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1440, height: 900 },
  ]) {
    test(`what if fits the window: ${language}, ${size.width}`, async () => {
      await context.addCookies([{ name: 'slipway-language', value: language, url: running.url }]);
      await page.setViewportSize(size);
      await page.goto(`${planAddress}?what-if=powered-off&fail=node-1&fail=domain:Rack+C&fail=service:registry`);
      await expect(page.getByRole('list', { name })).toBeVisible();
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: `screenshots/what-if-${language}-${scheme}-${size.width}.png` });
      }
    });
  }
}
