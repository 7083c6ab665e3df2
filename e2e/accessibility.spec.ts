import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { planToYaml } from '../lib/plan/plan-yaml';
import { planSections } from '../lib/plan/schema';
import { buildPlan, outside } from '../lib/plan/testing/build-plan';
import { type RunningConsole, startConsole } from './console';
import { createOwner, importPlan, pageErrors } from './journey';

/**
 * axe finds nothing on any page of a plan, in both languages and both colour schemes: names depend on the language, contrast on the scheme, and
 * nothing on both, so each is tried once.
 */
let running: RunningConsole;
let page: Page;
let errors: string[];
let planAddress = '';

/** Racks, services outside, a field that is wrong, and warnings: what pages show most of. */
function plan(): string {
  const hosts = ['all @Rack A', 'all nfs @Rack B', 'cp @Rack C'];
  return planToYaml(buildPlan(hosts, { ...outside, name: 'looked-at', storage: { kind: 'nfs-server' } }));
}

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await importPlan(page, running.url, plan());
  planAddress = page.url().split('?')[0] ?? '';
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

/** Each with the element that is there once the page is. */
const places: { name: string; path: () => string; ready: string }[] = [
  ...planSections.map((section) => ({
    name: `editor, ${section}`,
    path: () => `${planAddress}?section=${section}`,
    ready: '.react-flow__node[data-id="host:2"]',
  })),
  { name: 'editor, what if', path: () => `${planAddress}?what-if=powered-off&fail=node-1`, ready: '.react-flow__node' },
  { name: 'what-if page', path: () => `${planAddress}/what-if?what-if=powered-off&fail=node-1`, ready: 'main h1' },
  { name: 'preflight', path: () => `${planAddress}/preflight`, ready: 'main h1' },
  { name: 'review', path: () => `${planAddress}/review`, ready: 'main h1' },
  { name: 'plans', path: () => `${running.url}/plans`, ready: 'main a[href^="/plans/"]' },
  { name: 'settings', path: () => `${running.url}/settings`, ready: 'main h1' },
];

/** One line for each element, with what axe says about it. */
async function violations(): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary, html }) => `${id} at ${target.join(' ')}: ${failureSummary} in ${html}`),
  );
}

test('axe finds what is wrong on a page that has it', async () => {
  await page.goto('about:blank');
  await page.setContent('<main><h1>Plan</h1><input><p style="color:#ccc;background:#fff">pale</p></main>');
  const rules = new Set((await violations()).map((line) => line.split(' ')[0]));
  expect(rules).toContain('label');
  expect(rules).toContain('color-contrast');
});

for (const [language, scheme] of [
  ['en', 'light'],
  ['zh', 'dark'],
] as const)
  test(`axe finds nothing on ${places.length} pages: ${language}, ${scheme}`, async () => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: scheme });
    await page.context().addCookies([{ name: 'slipway-language', value: language, url: running.url }]);
    for (const { name, path, ready } of places) {
      await page.goto(path());
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await expect(page.locator(ready).first()).toBeVisible();
      expect.soft(await violations(), name).toEqual([]);
    }
  });
