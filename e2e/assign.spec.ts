import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, pageErrors, pasteHosts, saved } from './journey';

/** Six hosts and nobody who knows which roles there are: Slipway assigns them, says why, and one undo takes it back. */
test.describe.configure({ mode: 'serial' });

let running: RunningConsole;
let page: Page;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await browser.newPage({ colorScheme: 'light', reducedMotion: 'reduce' });
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

/** Which roles of a host are on, by their names. */
const rolesOf = (host: string) =>
  page.getByRole('group', { name: `Roles of ${host}`, exact: true }).getByRole('button', { pressed: true });
const dialog = () => page.getByRole('dialog', { name: 'Assign roles' });

test('the empty page says what three, six and nine hosts survive', async () => {
  for (const [name, lines] of [
    ['Three hosts', ['survives any 1 host', 'no 2 hosts: etcd needs 2 of 3']],
    ['Six hosts', ['survives any 1 host, any 1 rack', '2 hosts: survives 12 of 15 pairs']],
    ['Nine hosts', ['survives any 1 host, any 1 rack', '2 hosts: survives 33 of 36 pairs']],
  ] as const) {
    await expect(page.getByRole('region', { name }).getByRole('listitem')).toHaveText([...lines]);
  }
});

test('six pasted hosts get roles, with reasons, and one undo takes them back', async () => {
  await page.getByRole('button', { name: 'paste hosts and let Slipway assign roles' }).click();
  const creating = page.getByRole('dialog', { name: 'New plan' });
  await expect(creating.getByRole('radio')).toHaveCount(0);
  await creating.getByLabel('Cluster name').fill('pasted');
  await creating.getByRole('button', { name: 'Create plan' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  await pasteHosts(page, '10.77.0.[11-16]');

  await expect(page.getByText('6 hosts have no role yet')).toBeVisible();
  await page.getByRole('button', { name: 'Show the proposal' }).click();
  await expect(dialog().getByText('hosts.node-1', { exact: true })).toBeVisible();
  await expect(dialog().getByRole('list', { name: 'Why' })).toContainText(
    'node-1, node-2, node-3 are control planes with etcd: 3 members survive the loss of 1.',
  );
  await expect(dialog().getByRole('list', { name: 'What could not be had' })).toContainText(
    'Spreading over failure domains: found 0, needed 3.',
  );

  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await expect(rolesOf('node-1')).toHaveCount(0);

  await page.getByRole('button', { name: 'Assign roles' }).click();
  await dialog().getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog()).toBeHidden();
  await expect(rolesOf('node-1')).toHaveText(['control plane', 'etcd']);
  await expect(rolesOf('node-6')).toHaveText(['worker', 'gateway', 'build']);
  await expect(page.getByText('6 hosts have no role yet')).toBeHidden();

  await page.keyboard.press('Control+z');
  for (const host of ['node-1', 'node-6']) await expect(rolesOf(host)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(rolesOf('node-6')).toHaveText(['worker', 'gateway', 'build']);
  await saved(page);
});

test('assigning again changes nothing, and says so', async () => {
  await page.reload();
  await page.getByRole('button', { name: 'Assign roles' }).click();
  await expect(dialog().getByText('Nothing: the hosts have these roles already.')).toBeVisible();
  await expect(dialog().getByRole('button', { name: 'Assign', exact: true })).toHaveCount(0);
  await dialog().getByRole('button', { name: 'Close' }).click();
});

test('etcd is set apart by itself, and Slipway gets its place', async () => {
  const etcd = page.getByRole('group', { name: 'Roles of node-1' }).getByRole('button', { name: 'etcd', exact: true });
  await etcd.click();
  await expect(rolesOf('node-1')).toHaveText(['control plane']);
  await etcd.click();
  await expect(rolesOf('node-1')).toHaveText(['control plane', 'etcd']);

  await page.getByLabel('Where Slipway runs').click();
  await page.getByRole('option', { name: /^node-4/ }).click();
  await expect(page.getByText('Slipway runs on node-4, which it installs')).toBeVisible();
  await page.getByLabel('Where Slipway runs').click();
  await page.getByRole('option', { name: 'A machine beside the cluster' }).click();
  await expect(page.getByText('Slipway runs on node-4, which it installs')).toBeHidden();
  await saved(page);
});
