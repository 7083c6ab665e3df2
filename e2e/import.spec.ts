import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, openStep, pageErrors } from './journey';

/** Plans come in from other programs' files and go out to them, in the browser. */
test.describe.configure({ mode: 'serial' });

const samples = 'lib/plan/import/samples';
let running: RunningConsole;
let page: Page;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const dialog = () => page.getByRole('dialog');
const act = () => dialog().getByRole('button', { name: 'Import plan' });

test('ROI’s file is shown before it is taken: hosts, what is left behind, the credential that it makes', async () => {
  await page
    .getByRole('group', { name: 'Import' })
    .getByRole('button', { name: /Rainbond ROI/ })
    .click();
  await expect(dialog()).toHaveAccessibleName('Import: Rainbond ROI');
  await expect(act()).toBeDisabled();
  await dialog().locator('input[type=file]').setInputFiles(join(samples, 'roi-three-nodes.yaml'));
  const understood = dialog().getByRole('region', { name: 'What was understood' });
  await expect(understood.getByRole('heading')).toHaveText('Rainbond ROI: 3 hosts');
  await expect(understood.getByRole('listitem').first()).toContainText('root@192.168.1.10');
  // Before it is even imported: three hosts, and not one of them may be lost.
  await expect(understood).toContainText('Survives no host');
  const left = dialog().getByRole('region', { name: 'Not carried over' });
  await expect(left.getByRole('listitem')).toHaveCount(1);
  await expect(left).toContainText('hosts.0.bootstrap: true');
  const credentials = dialog().getByRole('region', { name: 'Credentials' });
  await expect(credentials).toContainText('roi-three-nodes: root@node1 +2');
  await expect(credentials).toContainText('Used in 3 places.');
  await expect(dialog().getByText('one-for-all')).toHaveCount(1); // in the pasted text, and nowhere else
  await page.screenshot({ path: 'screenshots/import-roi-en-light-1280.png' });
  await dialog().getByLabel('Cluster name').fill('from-roi');
  await act().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await expect(page.locator('[data-path="hosts.0.name"]')).toHaveValue('node1');
  await expect(page.getByText('one-for-all')).toHaveCount(0);
  await expect(page.getByText(/has no credential/)).toHaveCount(0);
});

test('the plan that calls itself a cluster of three is told at once that it isn’t highly available', async () => {
  await expect(page.getByText(/not highly available/).first()).toBeVisible();
});

test('the credential is in the settings, under its name', async () => {
  await page.goto(`${running.url}/settings`);
  await expect(page.getByRole('cell', { name: 'roi-three-nodes: root@node1 +2', exact: true })).toBeVisible();
});

test('a file with a slip is named with its line, and the next one takes its place', async () => {
  await page.goto(`${running.url}/plans`);
  await page.getByRole('button', { name: 'Import' }).click();
  const content = dialog().getByLabel('Content of the file');
  await content.fill('schemaVersion: 2\nname: [\n');
  await expect(dialog().getByRole('alert')).toContainText('Slipway plan: this can’t be imported yet');
  await expect(dialog().getByRole('alert')).toContainText(/^.*Line 3, column 1: not YAML/);
  await content.fill('apiVersion: v1\nkind: Pod\n');
  await expect(dialog().getByRole('alert')).toContainText('Found kind: Pod (v1).');
  await content.fill('node-1 10.0.0.1\nnode-2 10.0.0.2\n');
  await expect(dialog().getByRole('alert')).toHaveCount(0);
  await expect(dialog().getByRole('heading', { name: 'List of hosts: 2 hosts' })).toBeVisible();
});

test('a file of 10 MB is refused by its size, and what was open stays', async ({ browserName }, info) => {
  expect(browserName).toBe('chromium');
  const large = info.outputPath('large.yaml');
  await writeFile(large, 'a: b\n'.repeat(2_000_000));
  await dialog().locator('input[type=file]').setInputFiles(large);
  await expect(dialog().getByRole('alert')).toContainText('Found 10,000,000 bytes, needed 1,048,576 at most.');
  await expect(dialog().getByLabel('Content of the file')).toHaveValue(/^node-1 10\.0\.0\.1/);
});

test('a file can be dropped', async () => {
  const text = await readFile(join(samples, 'kubespray.ini'), 'utf8');
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'kubespray.ini'));
    return data;
  }, text);
  await dialog().getByLabel('Content of the file').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(dialog().getByRole('heading', { name: 'Ansible inventory: 6 hosts' })).toBeVisible();
  await expect(dialog().getByLabel('Cluster name')).toHaveValue('kubespray');
  await page.screenshot({ path: 'screenshots/import-ansible-en-light-1280.png' });
});

test('of a key the file has only the path: it is pasted, left out, or a credential that exists', async () => {
  const choice = dialog().getByRole('combobox', { name: /What to do with kubespray: jump@198\.51\.100\.9/ });
  await expect(choice).toHaveText('Leave out');
  await choice.click();
  await page.getByRole('option', { name: 'Paste the key' }).click();
  await dialog().getByLabel('Private key', { exact: true }).fill('ssh-ed25519 AAAA public');
  await act().click();
  await expect(dialog().getByRole('alert')).toContainText('This is a public key.');
  await choice.click();
  await page.getByRole('option', { name: 'Use roi-three-nodes: root@node1 +2' }).click();
  await act().click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await openStep(page, 'Kubernetes');
  await expect(page.locator('[data-path="kubernetes.podCidr"]')).toHaveValue('10.233.64.0/18');
});

test('a plan goes out in each format, and the one that can’t yet says why', async () => {
  await page.goto(`${running.url}/plans`);
  const menu = async (name: string) => {
    await page.getByRole('button', { name: 'Acts on kubespray' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  for (const [name, file, content] of [
    ['Export as YAML', 'kubespray.plan.yaml', 'schemaVersion: 3'],
    ['Export for Rainbond ROI', 'kubespray.cluster.yaml', '# Made by Slipway from plan kubespray.'],
    ['Export as Ansible inventory', 'kubespray.hosts.ini', '[kube_control_plane]'],
    ['Export facts of the hosts', 'kubespray.facts.json', '{}'],
  ] as const) {
    const started = page.waitForEvent('download');
    await menu(name);
    const download = await started;
    expect(download.suggestedFilename()).toBe(file);
    expect(await readFile(await download.path(), 'utf8')).toContain(content);
  }
  await menu('Export kubeadm configuration');
  await expect(page.getByText('This plan can’t be compiled yet.')).toBeVisible();
  await page.screenshot({ path: 'screenshots/export-refused-en-light-1280.png' });
  await page.keyboard.press('Escape');
  // The browser logs the refused request itself.
  errors.splice(0, errors.length, ...errors.filter((error) => !error.includes('409')));
});

test('the dialog in Chinese, dark', async () => {
  await page.context().addCookies([{ name: 'slipway-language', value: 'zh', url: running.url }]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto(`${running.url}/plans`);
  await page.getByRole('button', { name: '导入' }).click();
  await dialog().locator('input[type=file]').setInputFiles(join(samples, 'rke-cluster.yml'));
  await expect(dialog().getByRole('heading', { name: 'RKE1：4 台主机' })).toBeVisible();
  // biome-ignore lint/performance/useDomNodeTextContent: what is drawn, not what scripts carry
  expect(await dialog().innerText()).not.toMatch(/\b(plans?|editor)\.[a-z]+[A-Z.]/);
  await page.screenshot({ path: 'screenshots/import-rke-zh-dark-1280.png', fullPage: true });
});
