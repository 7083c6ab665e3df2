import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, newCredential, newEmptyPlan, openStep, pageErrors, pasteHosts, saved } from './journey';

/** What a person gets wrong, each said at its place with the way out, in the browser and without any host. */
test.describe.configure({ mode: 'serial' });

let running: RunningConsole;
let page: Page;
let folder: string;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-bundle-'));
  running = await startConsole();
  page = await browser.newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await newEmptyPlan(page, 'bad-input');
});
test.afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

test.afterEach(() => {
  expect(errors).toEqual([]);
});

const field = (path: string) => page.locator(`[data-path="${path}"]`);
/** Everything that is said about a field, found the way a screen reader finds it. */
const saidAt = async (path: string) => {
  // The first of them: after it comes what a look at the host found.
  const id = (await field(path).getAttribute('aria-describedby'))?.split(' ')[0];
  return page.locator(`[id="${id}"]`);
};

test('a pasted line that is no host is named with its line number, and the others are kept', async () => {
  await page.getByLabel('Paste hosts').fill('127.0.0.1\nnode-2 10.77.0.300\nnode-3 10.77.0.13');
  const preview = page.getByRole('list', { name: 'What was understood' });
  await expect(preview.getByText(/^Line 2:/)).toBeVisible();
  await pasteHosts(page, 'node-1 10.77.0.11\nnode-2 10.77.0.12\nnode-3 10.77.0.13');
  await saved(page);
  await expect(field('hosts.2.name')).toHaveValue('node-3');
});

test('a name that two hosts have is said at the name', async () => {
  await field('hosts.1.name').fill('node-1');
  await expect(await saidAt('hosts.1.name')).toContainText('The name node-1 is used twice');
});

test('a name that is not RFC 1123 is said with what is allowed', async () => {
  await field('hosts.1.name').fill('Node_2');
  await expect(await saidAt('hosts.1.name')).toContainText('The name Node_2 can’t be used');
  await field('hosts.1.name').fill('node-2');
  await expect(await saidAt('hosts.1.name')).not.toContainText('can’t be used');
});

test('an address that two hosts have is said at the address', async () => {
  await field('hosts.1.address').fill('10.77.0.11');
  await expect(await saidAt('hosts.1.address')).toContainText('the same address');
  await field('hosts.1.address').fill('10.77.0.12');
});

test('an even number of etcd members is said with the numbers that are better', async () => {
  const roles = page.getByRole('group', { name: 'Roles of node-3' });
  await roles.getByRole('button', { name: 'control plane' }).click();
  await expect(page.getByText(/2 etcd members: an even number/).first()).toBeVisible();
  await roles.getByRole('button', { name: 'control plane' }).click();
  await expect(page.getByText(/2 etcd members: an even number/)).toHaveCount(0);
});

test('a VIP that is a host’s address, and one outside the hosts’ network, are said at the VIP', async () => {
  await openStep(page, 'Entry');
  await field('entry.api.address').fill('10.77.0.12');
  await expect(await saidAt('entry.api.address')).toContainText('The virtual address belongs to node-2');
  await field('entry.api.address').fill('192.168.5.5');
  await expect(await saidAt('entry.api.address')).toContainText('outside the hosts’ network');
  await field('entry.api.address').fill('10.77.0.100');
  await expect(await saidAt('entry.api.address')).not.toContainText('network');
});

test('overlapping ranges are said at the range, with both', async () => {
  await openStep(page, 'Kubernetes');
  const said = await saidAt('kubernetes.serviceCidr');
  await field('kubernetes.serviceCidr').fill('10.244.128.0/17');
  await expect(said).toContainText('The service network overlaps the pod network');
  await expect(said).toContainText('Found 10.244.128.0/17 and 10.244.0.0/16');
  await field('kubernetes.serviceCidr').fill('10.96.0.0/16');
  await expect(said).not.toContainText('overlaps');
});

test('an override that is not YAML is said with its line', async () => {
  await field('kubernetes.overrides.kubeadm').fill('apiVersion: kubeadm.k8s.io/v1beta4\nkind: [unclosed');
  await expect(page.getByText(/kubeadm override, line \d+, can’t be used/).first()).toBeVisible();
  await field('kubernetes.overrides.kubeadm').fill('');
});

test('a bundle with a file missing, and one with a wrong checksum, are said at the folder with both sums', async () => {
  await openStep(page, 'Artifacts');
  const said = await saidAt('artifacts.folder');
  await field('artifacts.folder').fill('/nowhere/to/be/found');
  await expect(said).toContainText('There is no /nowhere/to/be/found on Slipway’s machine');
  const content = 'not runc';
  await mkdir(join(folder, 'images'));
  await writeFile(join(folder, 'runc.amd64'), content);
  await writeFile(
    join(folder, 'sha256sums.txt'),
    `${'0'.repeat(64)}  runc.amd64\n${'1'.repeat(64)}  images/etcd.tar\n`,
  );
  await field('artifacts.folder').fill(folder);
  await expect(said).toContainText('images/etcd.tar is missing from the bundle', { timeout: 30_000 });
  await expect(said).toContainText('runc.amd64 has the wrong checksum');
  const found = createHash('sha256').update(content).digest('hex');
  await expect(said).toContainText(`Found SHA-256 ${found}, needed ${'0'.repeat(64)}`);
  await expect(said).not.toContainText('/nowhere');
});

test('a host that does not answer is said at the host, with what to look at', async () => {
  await openStep(page, 'Hosts and roles');
  await newCredential(page, { name: 'a-password', password: 'whatever' });
  for (const index of [0, 1, 2]) await field(`hosts.${index}.address`).fill('127.0.0.1');
  await page.getByLabel('Port', { exact: true }).first().fill('1');
  await page.getByRole('button', { name: /^Check 3 hosts$/ }).click();
  await expect(page.getByText(/refuses connections to port 1/).first()).toBeVisible({ timeout: 30_000 });
});

test('a plan with blocking findings can’t be installed, and says how many', async () => {
  await saved(page);
  await page.goto(`${page.url().split('?')[0]}/review`);
  // While React puts the page in its skeleton's place, a hidden copy of it stands outside of main.
  await expect(page.getByRole('main').getByText(/blocking findings must be fixed first/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Install on 3 hosts$/ })).toBeDisabled();
});
