import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, owner, pageErrors, saved, signIn } from './journey';
import { tabTo } from './keyboard';

/** Every page in both languages, both colour schemes and two widths; the keyboard; and what a reload or a kill keeps. */
test.describe.configure({ mode: 'serial' });

const languages = { en: 'en', zh: 'zh-CN' } as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
];
const sections = [
  'hosts',
  'entry',
  'kubernetes',
  'storage',
  'etcd',
  'registry',
  'database',
  'rainbond',
  'artifacts',
] as const;

let running: RunningConsole;
let context: BrowserContext;
let page: Page;
let errors: string[];
let planAddress = '';

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  context = await browser.newContext();
  page = await context.newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

type Look = { language: keyof typeof languages; scheme: 'light' | 'dark'; name: string };

/** What next-intl shows for a text that it does not have. */
const rawKey =
  /\b(auth|checks-[a-z]+|cli|cluster|editor|errors|findings|hosts|plan|plans|preflight|review|run|runbook|runs|settings|shell|topology|ui|what-if|availability)\.[a-z][\w-]*\.[a-z]/i;

async function look(on: Page, { language, scheme, name }: Look): Promise<void> {
  await expect(on.locator('html')).toHaveAttribute('lang', languages[language]);
  await expect(on.locator('html')).toHaveAttribute('data-theme', scheme);
  for (const size of sizes) {
    await on.setViewportSize(size);
    // biome-ignore lint/performance/useDomNodeTextContent: what is drawn, not what scripts carry
    expect(await on.locator('body').innerText(), name).not.toMatch(rawKey);
    const beyond = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond, `${name}, ${size.width} px: pixels beyond the right edge`).toBeLessThanOrEqual(0);
    await on.screenshot({ path: `screenshots/${name}-${language}-${scheme}-${size.width}.png` });
  }
}

async function wear(on: Page, language: string, scheme: 'light' | 'dark'): Promise<void> {
  await on.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await on.context().addCookies([{ name: 'slipway-language', value: language, url: running.url }]);
}

const textsOf = (language: string, namespace: string) =>
  JSON.parse(readFileSync(`messages/${language}/${namespace}.json`, 'utf8'));

const looks = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((scheme) => ({ language, scheme })),
);

test('the search for texts without a translation finds one', () => {
  expect('Plan plans.empty.title').toMatch(rawKey);
  expect('kube-flannel.yml, plan.yaml, sha256sums.txt').not.toMatch(rawKey);
});

for (const { language, scheme } of looks) {
  test(`before there is a plan: ${language}, ${scheme}`, async ({ browser }) => {
    const stranger = await browser.newPage();
    const strange = pageErrors(stranger);
    await wear(stranger, language, scheme);
    await stranger.goto(`${running.url}/sign-in`);
    await expect(stranger.locator('h1')).toBeVisible();
    await look(stranger, { language, scheme, name: 'sign-in' });
    expect(strange).toEqual([]);
    await stranger.close();

    await wear(page, language, scheme);
    for (const [name, path] of [
      ['plans-empty', '/plans'],
      ['runs-empty', '/runs'],
      ['settings', '/settings'],
    ] as const) {
      await page.goto(running.url + path);
      await expect(page.locator('h1').first()).toBeVisible();
      await look(page, { language, scheme, name });
    }
  });
}

test('a plan is made with the keyboard alone', async () => {
  await wear(page, 'en', 'light');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${running.url}/plans`);
  await page.getByRole('button', { name: 'start with an empty plan' }).focus();
  await page.keyboard.press('Enter');
  // The dialog takes the focus to its first field by itself.
  await expect(page.getByLabel('Cluster name')).toBeFocused();
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  planAddress = page.url();

  await tabTo(page.getByRole('textbox', { name: 'Paste hosts' }));
  await page.keyboard.insertText('node-1 10.77.0.11\nnode-2 10.77.0.12\nnode-3 10.77.0.13');
  await tabTo(page.getByRole('button', { name: 'Add 3 hosts' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-path="hosts.2.name"]')).toHaveValue('node-3');
  await saved(page);
});

test('roles, steps, undo and redo answer to the keyboard', async () => {
  const gateway = page
    .getByRole('group', { name: 'Roles of node-1' })
    .getByRole('button', { name: 'gateway', exact: true });
  await gateway.focus();
  const before = await gateway.getAttribute('aria-pressed');
  const other = before === 'true' ? 'false' : 'true';
  await page.keyboard.press('Space');
  await expect(gateway).toHaveAttribute('aria-pressed', other);
  await page.keyboard.press('Control+z');
  await expect(gateway).toHaveAttribute('aria-pressed', before ?? '');
  await page.keyboard.press('Control+Shift+z');
  await expect(gateway).toHaveAttribute('aria-pressed', other);
  await page.keyboard.press('Control+z');
  await expect(gateway).toHaveAttribute('aria-pressed', before ?? '');

  const step = page.getByRole('navigation', { name: 'Plan' }).getByRole('button', { name: /^Entry/ });
  await step.focus();
  await page.keyboard.press('Enter');
  await expect(step).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('[data-path="entry.api.address"]')).toBeVisible();
});

test('Ctrl K goes to a page by its name, and Ctrl K again leaves it', async () => {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sett');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings$/);
});

for (const { language, scheme } of looks) {
  test(`with a plan: ${language}, ${scheme}`, async () => {
    await wear(page, language, scheme);
    await page.goto(`${running.url}/plans`);
    await expect(page.getByText('keyboard', { exact: true }).first()).toBeVisible();
    await look(page, { language, scheme, name: 'plans' });
    await page.goto(planAddress);
    for (const [index, section] of sections.entries()) {
      const step = page.locator('nav [aria-current="step"], nav button:has(svg)').locator('visible=true');
      await expect(step.first()).toBeVisible();
      const steps = page.getByRole('navigation', { name: language === 'en' ? 'Plan' : '规划', exact: true });
      await steps.getByRole('button').nth(index).click();
      await expect(steps.locator('[aria-current="step"]')).toHaveCount(1);
      await look(page, { language, scheme, name: `editor-${section}` });
    }
    await page.goto(`${planAddress.split('?')[0]}/preflight`);
    const texts = textsOf(language, 'preflight');
    // Nobody is reached without a credential: each host says why, and no square is green.
    if (language === 'en' && scheme === 'light') {
      await look(page, { language, scheme, name: 'preflight-never' });
      await page.getByRole('button', { name: 'Check 3 hosts' }).click();
    }
    await expect(page.locator('header').getByRole('button', { name: texts.act.again })).toBeVisible({
      timeout: 30_000,
    });
    await look(page, { language, scheme, name: 'preflight-unreached' });
    await page.goto(`${planAddress.split('?')[0]}/review`);
    await expect(
      page.getByRole('button', { name: language === 'en' ? /^Install on 3 hosts$/ : /3/ }).last(),
    ).toBeVisible();
    await look(page, { language, scheme, name: 'review-blocked' });
  });
}

for (const { language, scheme } of looks) {
  test(`dialogs of hosts and host keys: ${language}, ${scheme}`, async () => {
    await wear(page, language, scheme);
    const editor = textsOf(language, 'editor');
    const settings = textsOf(language, 'settings');
    await page.goto(`${planAddress.split('?')[0]}?section=hosts`);
    await page.getByRole('button', { name: editor.hosts.paste, exact: true }).click();
    await page.getByRole('button', { name: editor.scan.act, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, { language, scheme, name: 'scan' });
    await page.goto(`${running.url}/settings`);
    await page.getByRole('button', { name: settings.hostKeys.import, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, { language, scheme, name: 'known-hosts' });
  });
}

test('language and scheme survive a reload', async () => {
  await page.context().clearCookies({ name: 'slipway-language' });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${running.url}/plans`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: 'Dark colours' }).click();
  await page.getByRole('button', { name: 'Switch to 中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page
    .getByRole('button', { name: 'Switch to English' })
    .or(page.getByRole('button', { name: /English/ }))
    .first()
    .click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a killed console keeps accounts, sessions and plans', async () => {
  await page.goto('about:blank');
  await running.kill();
  await running.restart();
  await page.goto(planAddress);
  await expect(page.locator('[data-path="hosts.1.name"]')).toHaveValue('node-2');
  expect(running.output().match(/\/welcome#/g)).toHaveLength(1);
});

test('signed out, the owner’s link makes no second account, and the first one signs in again', async () => {
  await page.getByRole('button', { name: `Account of ${owner.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto(planAddress);
  await page.waitForURL(/\/sign-in\?next=/);
  await page.goto('about:blank');
  await page.goto(running.ownerLink);
  // The browser takes the token behind `#` along.
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await expect(page.getByRole('button', { name: 'Create account' })).toHaveCount(0);
  await signIn(page, running.url);
  await expect(page.getByText('keyboard', { exact: true }).first()).toBeVisible();
});
