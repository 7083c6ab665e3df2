import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, newEmptyPlan, pageErrors, pasteHosts } from './journey';

/** Hosts behind bastions, hosts out of an ssh configuration, a scan, and keys out of a known_hosts file. */
test.describe.configure({ mode: 'serial' });

let running: RunningConsole;
let page: Page;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await newEmptyPlan(page, 'reach');
});
test.afterAll(() => running?.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const field = (path: string) => page.locator(`[data-path="${path}"]`);

test('bastions are added, ordered and removed with the keyboard alone', async () => {
  await pasteHosts(page, 'node-1 198.51.100.11');
  await page.getByRole('button', { name: 'More about node-1' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add a bastion' }).focus();
  await page.keyboard.press('Enter');
  await expect(field('hosts.0.ssh.via.0.address')).toBeFocused();
  await expect(page.getByText('Bastion 1 on the way to node-1 has no address').first()).toBeVisible();
  await page.keyboard.type('outer.example.org');
  await page.getByRole('button', { name: 'Add another bastion' }).focus();
  await page.keyboard.press('Enter');
  await expect(field('hosts.0.ssh.via.1.address')).toBeFocused();
  await page.keyboard.type('198.51.100.9');
  await page.screenshot({ path: 'screenshots/bastions-en-light-1280.png' });
  await page.getByRole('button', { name: 'Pass bastion 2 earlier' }).focus();
  await page.keyboard.press('Enter');
  await expect(field('hosts.0.ssh.via.0.address')).toHaveValue('198.51.100.9');
  await expect(field('hosts.0.ssh.via.0.address')).toBeFocused();
  await page.getByRole('button', { name: 'Remove bastion 2' }).focus();
  await page.keyboard.press('Enter');
  await expect(field('hosts.0.ssh.via.1.address')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add another bastion' })).toBeFocused();
});

test('a host behind a bastion without a credential says which of the two lacks it', async () => {
  await page.getByRole('button', { name: /^Check (\d+ )?hosts?$/ }).click();
  await expect(page.getByText(/node-1.*no credential is chosen/).first()).toBeVisible({ timeout: 15_000 });
});

test('an ssh configuration becomes hosts: its bastion is left out, and its keys are still needed', async () => {
  await page.getByRole('button', { name: 'Add hosts' }).click();
  await page
    .getByLabel('Paste hosts')
    .fill(
      'Host jump\n  HostName 198.51.100.8\n  IdentityFile ~/.ssh/jump\nHost w1\n  HostName 10.9.0.1\n  ProxyJump jump\n',
    );
  const read = page.getByRole('region', { name: 'What was understood' });
  await expect(read).toContainText('ssh configuration: 2 hosts');
  await expect(read.getByRole('checkbox', { name: 'Add jump' })).not.toBeChecked();
  await expect(read).toContainText('1 credential is still needed');
  await page.screenshot({ path: 'screenshots/ssh-config-en-light-1280.png' });
  await read.getByRole('button', { name: 'Add 1 host' }).click();
  await expect(field('hosts.1.address')).toHaveValue('10.9.0.1');
  await page.getByRole('button', { name: 'More about w1' }).click();
  await expect(field('hosts.1.ssh.via.0.address')).toHaveValue('198.51.100.8');
});

test('a file as Windows in China writes it is read, and one that is too large is refused by its size', async () => {
  await page.getByRole('button', { name: 'Add hosts' }).click();
  const chooser = page.locator('input[type=file]').first();
  // 主机一 in GB 18030.
  const gb18030 = Buffer.from([0xd6, 0xf7, 0xbb, 0xfa, 0xd2, 0xbb]);
  const csv = Buffer.concat([Buffer.from('name,address\nw2,10.9.0.2\n# '), gb18030, Buffer.from('\n')]);
  await chooser.setInputFiles({ name: 'hosts.csv', mimeType: 'text/csv', buffer: csv });
  await expect(page.getByLabel('Paste hosts')).toHaveValue(/w2,10\.9\.0\.2\n# 主机一/);
  await chooser.setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.alloc(2 ** 20 + 1, 'a') });
  await expect(page.getByText('The file has 1,048,577 bytes, at most 1,048,576 are read.')).toBeVisible();
  await expect(page.getByLabel('Paste hosts')).toHaveValue(/w2,10\.9\.0\.2/);
  await page.getByLabel('Paste hosts').fill('');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
});

test('a scan refuses what is too much, runs, and stops when it is told to', async () => {
  await page.getByRole('button', { name: 'Scan a range' }).click();
  const dialog = page.getByRole('dialog', { name: 'Scan for SSH servers' });
  await dialog.getByLabel('Addresses', { exact: true }).fill('10.0.0.0/16');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('More than 1024 addresses.')).toBeVisible();
  // A network that is for benchmarks only (RFC 2544): nothing answers there.
  await dialog.getByLabel('Addresses', { exact: true }).fill('198.18.0.0/23');
  await dialog.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText(/of 510 addresses/);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByRole('status')).toContainText(/^Stopped after \d+ of 510/);
  await page.screenshot({ path: 'screenshots/scan-en-light-1280.png' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('keys come from a known_hosts file: shown first, then those of the plans’ hosts are accepted', async () => {
  // Too narrow a page to show it.
  await expect(page.getByText(/^Saved .* · revision \d+$/)).toHaveCount(1, { timeout: 15_000 });
  const blob = (letter: string) =>
    Buffer.concat([
      Buffer.from([0, 0, 0, 11]),
      Buffer.from('ssh-ed25519'),
      Buffer.from([0, 0, 0, 32]),
      Buffer.alloc(32, letter),
    ]).toString('base64');
  await page.goto(`${running.url}/settings`);
  const dialog = page.getByRole('dialog', { name: 'Import a known_hosts file' });
  await expect(async () => {
    await page.getByRole('button', { name: 'Import known_hosts' }).click();
    await expect(dialog).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await dialog
    .getByRole('textbox')
    .fill(
      `198.51.100.11 ssh-ed25519 ${blob('a')}\nelsewhere ssh-ed25519 ${blob('b')}\n@cert-authority * ssh-ed25519 ${blob('c')}\n`,
    );
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(dialog.getByText('1 key for hosts of your plans, 1 new')).toBeVisible();
  await expect(dialog.getByText(/Line 3: @cert-authority/)).toBeVisible();
  await page.screenshot({ path: 'screenshots/known-hosts-en-light-1280.png' });
  await dialog.getByRole('button', { name: 'Accept 1 key' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('#host-keys').getByRole('cell', { name: '198.51.100.11' }).first()).toBeVisible();
});
