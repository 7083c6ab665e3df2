import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, importPlan, openStep, pageErrors, saved } from './journey';

/** Where Rainbond's chart comes from: chosen in the form, judged there, told in review. */
test.describe.configure({ mode: 'serial' });

const plan = `schemaVersion: 3
name: charts
hosts:
  - {name: node-1, address: 10.77.2.11, roles: [control-plane, etcd, worker, gateway, build]}
entry:
  api: {kind: host}
  application: {kind: none}
rainbond: {kind: 6.x}
`;
let running: RunningConsole;
let page: Page;
let errors: string[];
let planAddress = '';

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await importPlan(page, running.url, plan);
  planAddress = page.url().split('?')[0] ?? '';
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const url = () => page.getByLabel('Helm repository', { exact: true });
async function accessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
const inLanguage = (language: 'en' | 'zh') =>
  page.context().addCookies([{ name: 'slipway-language', value: language, url: running.url }]);

test('a plan of before takes the chart from the bundle, and a repository is one press away', async () => {
  await openStep(page, 'Rainbond');
  const origin = page.getByRole('radiogroup', { name: 'Chart', exact: true });
  await expect(origin.getByRole('radio', { name: 'From the bundle' })).toBeChecked();
  await expect(url()).toHaveCount(0);
  await origin.getByRole('radio', { name: 'From a helm repository' }).click();
  await expect(url()).toHaveAttribute('placeholder', 'https://chart.rainbond.com');
});

test('a URL that can’t be used is told at its field, with what is needed', async () => {
  await url().fill('mirror.corp.example/charts');
  await expect(page.getByText('needed a URL that begins with https://').first()).toBeVisible();
  await url().fill('http://mirror.corp.example/charts');
  await expect(page.getByText('Rainbond’s chart travels unencrypted').first()).toBeVisible();
  await url().fill('https://mirror.corp.example/charts');
  await expect(page.getByText('Rainbond’s chart travels unencrypted')).toHaveCount(0);
  await accessible();
  await saved(page);
});

test('review says where it comes from, in both languages', async () => {
  await page.goto(`${planAddress}/review`);
  await expect(
    page.getByRole('main').getByText('Rainbond’s chart: rainbond 6.9.3, from https://mirror.corp.example/charts'),
  ).toBeVisible();
  await accessible();
  await inLanguage('zh');
  await page.reload();
  await expect(
    page.getByRole('main').getByText('Rainbond chart：rainbond 6.9.3，来自 https://mirror.corp.example/charts'),
  ).toBeVisible();
  await page.goto(`${planAddress}?section=rainbond`);
  await expect(page.getByRole('radiogroup', { name: 'Chart 来源' })).toBeVisible();
  await accessible();
});
