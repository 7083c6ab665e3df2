import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { planToYaml } from '../lib/plan/plan-yaml';
import type { Plan } from '../lib/plan/schema';
import { buildPlan, outside } from '../lib/plan/testing/build-plan';
import { type RunningConsole, startConsole } from './console';
import { createOwner, importPlan, pageErrors } from './journey';
import { picturesOf } from './looks';

/** A console in Docker and a cluster that was there before: what would run, and why nothing can. */
test.describe.configure({ mode: 'serial' });

function planOf(over: Partial<Plan>): string {
  const plan = buildPlan(['all', 'all', 'all'], {
    ...outside,
    name: 'old-cluster',
    database: { kind: 'external', host: '10.0.9.3', user: 'rainbond', credential: 'mysql-of-this-console' },
    kubernetes: {
      distribution: 'existing',
      version: 'v1.30.4',
      cni: 'existing',
      kubeconfig: 'kubeconfig-of-this-console',
      runner: 'node-1',
    },
    rainbond: { kind: '6.x', console: false },
  });
  const hosts = plan.hosts.map((host) => ({ ...host, ssh: { ...host.ssh, credential: 'ops-key-of-this-console' } }));
  return planToYaml({ ...plan, hosts, ...over });
}

let running: RunningConsole;
let page: Page;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
});
test.afterAll(() => running?.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const main = () => page.getByRole('main');

async function openFromEditor(yaml: string): Promise<void> {
  await importPlan(page, running.url, yaml);
  const [address] = page.url().split('?');
  await page.goto(`${address}?section=rainbond`);
  await page.getByRole('link', { name: /^A console runs in Docker today/ }).click();
  await page.waitForURL(/\/console$/);
}

test('the move shows every script on the host that was chosen, and asks for the cluster’s name', async () => {
  await openFromEditor(planOf({}));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Move the console into old-cluster');
  await expect(main()).toContainText('restored into database console at 10.0.9.3');
  await expect(main()).toContainText('are not carried over');
  await page.getByRole('combobox', { name: 'Host of the console in Docker' }).click();
  await page.getByRole('option', { name: /^node-2/ }).click();
  await page.getByRole('textbox', { name: 'Container' }).fill('ui-of-2023');
  const ask = page.getByRole('button', { name: 'Move the console…' });
  await expect(ask).toBeDisabled();
  await page.getByRole('button', { name: 'Show what will run' }).click();
  await page.waitForURL(/host=node-2&container=ui-of-2023/);
  await expect(page.getByRole('treeitem', { name: /node-2/ }).first()).toBeVisible();
  await expect(ask).toBeEnabled();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))).toEqual([]);
  await ask.click();
  const act = page.getByRole('dialog').getByRole('button', { name: 'Move the console', exact: true });
  await expect(act).toBeDisabled();
  await page.getByRole('dialog').getByRole('textbox').fill('old-cluster');
  await expect(act).toBeEnabled();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
});

test('a port that is none is said to be none, and the way back shows its own scripts', async () => {
  await page.getByRole('textbox', { name: 'Port at the entry' }).fill('70000');
  await page.getByRole('button', { name: 'Show what will run' }).click();
  await expect(main()).toContainText('This is no port.');
  await expect(page.getByRole('button', { name: 'Move the console…' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Port at the entry' }).fill('7071');
  await page.getByRole('radio', { name: 'Back to Docker' }).click();
  await page.waitForURL(/to=back/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Go back to the old console of old-cluster');
  await expect(page.getByRole('button', { name: 'Go back…' })).toBeEnabled();
  await page.goto(page.url().replace('to=back', 'to=move'));
  await picturesOf(page, 'move-console', () =>
    expect(page.getByRole('treeitem', { name: /node-2/ }).first()).toBeVisible(),
  );
});

test('without an external database nothing can run, and the page says what is needed', async () => {
  await openFromEditor(planOf({ name: 'built-in', database: { kind: 'built-in' } }));
  await expect(main()).toContainText('The console can only move to an external MySQL');
  await expect(page.getByRole('tree')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Move the console…' })).toBeDisabled();
});
