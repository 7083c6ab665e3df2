import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Report } from '@/lib/preflight/result';
import { type RunningConsole, startConsole } from './console';
import { field, fillOverrides, givePrivateKey } from './journey';
import { type LabFacts, lab } from './lab';
import { endsWell } from './run-log';

/**
 * The tutorial, followed word for word: what is pressed and filled in is named by the words in bold of the page in that language, in their
 * order, and commands and files are taken from it. SLIPWAY_E2E_TUTORIAL=en or zh; not in every run, since install.lab.spec.ts goes the same way.
 */
const language = process.env.SLIPWAY_E2E_TUTORIAL ?? '';
test.describe.configure({ mode: 'serial' });
test.skip(() => language === '');
test.use({ locale: language === 'zh' ? 'zh-CN' : 'en-US' });

const run = promisify(execFile);
const sh = async (command: string) => (await run('bash', ['-c', command], { maxBuffer: 2 ** 26 })).stdout;
const shots = 'screenshots/tutorial';

let text: string;
let words: string[];
let running: RunningConsole;
let page: Page;
let facts: LabFacts;
let at = 0;
const followed: number[] = [];

/** The next words in bold that the English page has so, in the language that is followed. */
let english: string[];
function word(said: string): string {
  const index = english.indexOf(said, at);
  expect(index, `“${said}” after the words that were followed so far`).toBeGreaterThanOrEqual(0);
  at = index + 1;
  followed.push(index);
  return words[index] ?? '';
}
const bold = (markdown: string) =>
  [...markdown.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => (match[1] ?? '').replaceAll(/\s+/g, ' '));
/** Indented lines of a section: what a reader types into a shell. */
const commands = (markdown: string) =>
  [...markdown.matchAll(/^ {4}(\S.*)$/gm)]
    .map(([, command = '']) => command)
    .filter((command) => !command.startsWith('- '));

test.beforeAll(async ({ browser }) => {
  if (language === '') return;
  test.setTimeout(10 * 60_000);
  text = await readFile(`docs/tutorial.${language}.md`, 'utf8');
  words = bold(text);
  english = bold(await readFile('docs/tutorial.en.md', 'utf8'));
  expect(words).toHaveLength(english.length);
  await lab.run('down');
  for (const command of commands(text).filter((command) => command.startsWith('lab/lab '))) {
    if (/^lab\/lab (up|service|bundle)/.test(command)) await sh(command);
  }
  facts = await lab.facts(4);
  running = await startConsole();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
});
test.afterAll(async () => {
  if (process.env.SLIPWAY_E2E_KEEP || language === '') return;
  await running?.stop();
  await lab.run('down');
  await rm('lab.kubeconfig', { force: true });
  await rm('hello.yaml', { force: true });
});

const step = (name: string) =>
  page
    .getByRole('navigation')
    .getByRole('link', { name })
    .or(page.getByRole('navigation').getByRole('button', { name }))
    .first();
const shot = (name: string) => page.screenshot({ path: `${shots}-${language}-${name}.png` });
/** A field by its words; the group of choices that holds it is named by the heading above. */
const choose = async (group: string, choice: string) =>
  page.getByRole('group', { name: group }).getByRole('radio', { name: choice }).first().check();

test('1 and 2: the owner, the hosts', async () => {
  test.setTimeout(3 * 60_000);
  await page.goto(running.ownerLink);
  await page.getByLabel(word('Name'), { exact: true }).fill('Olga');
  await page.getByLabel(word('Email'), { exact: true }).fill('olga@example.test');
  await page.getByLabel(word('Password'), { exact: true }).fill('correct horse battery staple');
  await page.getByRole('button', { name: word('Create account') }).click();
  await expect(page).toHaveTitle(new RegExp(word('Plans')));
  const start = word('start with an empty plan');
  await page
    .getByRole('link', { name: start })
    .or(page.getByRole('button', { name: start }))
    .click();
  await page.getByLabel(word('Cluster name')).fill('lab');
  await page.getByRole('button', { name: word('Create plan') }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  const lines = [...text.matchAll(/`(node\d root@[\d.]+)`/g)].map(([, line = '']) => line);
  expect(lines).toHaveLength(3);
  const net = facts.vip.replace(/\.\d+$/, '');
  await page.getByLabel(word('Paste hosts')).fill(lines.join('\n').replaceAll('10.88.0', net));
  await page.getByRole('button', { name: word('Add 3 hosts') }).click();
  await page.getByLabel(word('Credential for all hosts'), { exact: true }).click();
  await page.getByRole('option', { name: word('New credential') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(word('Name'), { exact: true }).fill('lab');
  await givePrivateKey(dialog, await lab.privateKey(facts), word('Private key'));
  await dialog.getByRole('button', { name: word('Save credential') }).click();
  await page.getByRole('button', { name: word('Check 3 hosts') }).click();
  await page.getByRole('button', { name: word('Accept all 3') }).click({ timeout: 30_000 });
  for (const name of ['node1', 'node2', 'node3'])
    await expect(page.getByRole('listitem', { name, exact: true })).toContainText(/vCPU/, { timeout: 30_000 });
  await shot('2-hosts');
});

test('3: the way in, Kubernetes, artifacts', async () => {
  test.setTimeout(3 * 60_000);
  await step(word('Entry')).click();
  const api = page.getByRole('group', { name: word('Kubernetes API, port 6443') });
  await expect(api.getByRole('radio', { name: word('Virtual address by Keepalived') })).toBeChecked();
  await field(page, 'entry.api.address').fill(facts.vip);
  await shot('3-entry');
  await step(word('Kubernetes')).click();
  await fillOverrides(page, facts);
  await step(word('Artifacts')).click();
  await field(page, 'artifacts.folder').fill(facts.bundle);
  await expect(page.getByText(language === 'zh' ? /校验和正确/ : /checksums right/)).toBeVisible({ timeout: 60_000 });
  await shot('3-artifacts');
});

async function blocks(): Promise<boolean> {
  const plan = page.url().match(/^.*\/plans\/[0-9a-f-]{36}/)?.[0] ?? '';
  const answer = await page.request.get(`${plan.replace('/plans/', '/api/plans/')}/preflight?format=json`);
  const { results }: Report = await answer.json();
  return results.some((result) => result.state === 'finding' && result.severity === 'block');
}

async function checkAgain(button: Locator): Promise<void> {
  await button.click();
  // "Stop" stands in its place meanwhile.
  await expect(button).toBeHidden({ timeout: 10_000 });
  await expect(button).toBeEnabled({ timeout: 2 * 60_000 });
}

test('4: look before you leap', async () => {
  test.setTimeout(12 * 60_000);
  await step(word('Preflight')).click();
  await page.waitForURL(/\/preflight/);
  await page
    .getByRole('button', { name: word('Check 3 hosts') })
    .first()
    .click();
  const again = page.getByRole('button', { name: word('Check again') }).first();
  await expect(again).toBeEnabled({ timeout: 2 * 60_000 });
  // Three hosts share this machine's disk: what blocks is looked at again, as the tutorial says.
  for (let more = 15; more > 0 && (await blocks()); more -= 1) await checkAgain(again);
  expect(await blocks()).toBe(false);
  await shot('4-preflight');
});

test('5: Kubernetes', async () => {
  test.setTimeout(12 * 60_000);
  const [review, install] = [word('Review and install'), word('Install on 3 hosts')];
  await page
    .getByRole('link', { name: review })
    .or(page.getByRole('button', { name: review }))
    .last()
    .click();
  await page.waitForURL(/\/review/);
  await expect(page.getByRole('button', { name: install })).toBeEnabled({ timeout: 30_000 });
  await shot('5-review');
  await page.getByRole('button', { name: install }).click();
  await page.waitForURL(/\/runs\/\d+/, { timeout: 30_000 });
  await endsWell(page, page.getByText(word('Kubernetes runs on 3 nodes')), 10 * 60_000);
  await shot('5-run');
  const download = page.waitForEvent('download');
  await page
    .getByRole('link', { name: word('Download kubeconfig') })
    .first()
    .click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('lab.kubeconfig');
  await saved.saveAs('lab.kubeconfig');
});

test('6: storage', async () => {
  await sh('lab/lab shared-storage');
  const [command = ''] = commands(text).filter((line) => line.includes('get storageclass'));
  expect(await sh(command)).toContain('lab-shared');
});

test('7: Rainbond', async () => {
  test.setTimeout(20 * 60_000);
  await page.goto(page.url().match(/^.*\/plans\/[0-9a-f-]{36}/)?.[0] ?? '');
  await step(word('Entry')).click();
  await choose(word('Applications, ports 80, 443, 6060, 7070, 8443'), word('Virtual address by Keepalived'));
  await field(page, 'entry.application.address').fill(facts.vip.replace(/\.\d+$/, '.101'));
  const storage = word('Storage');
  await step(storage).click();
  await choose(storage, word('Existing StorageClass'));
  await page.getByLabel(word('StorageClass'), { exact: true }).last().fill('lab-shared');
  await shot('7-storage');
  const database = word('Database');
  await step(database).click();
  await choose(database, word('External MySQL'));
  await page
    .getByLabel(word('Host'), { exact: true })
    .last()
    .fill(facts.hosts[3]?.address ?? '');
  await page.getByLabel(word('User'), { exact: true }).last().fill('rainbond');
  await page.getByLabel(word('Password'), { exact: true }).last().click();
  const password = /`(lab's [^`]+)`/.exec(text)?.[1] ?? '';
  expect(password).not.toBe('');
  await page.getByRole('option', { name: word('New password') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(language === 'zh' ? '名称' : 'Name', { exact: true }).fill('mysql');
  await dialog
    .getByLabel(language === 'zh' ? '密码' : 'Password', { exact: true })
    .last()
    .fill(password);
  await dialog.getByRole('button', { name: language === 'zh' ? '保存凭据' : 'Save credential' }).click();
  await expect(dialog).toBeHidden();
  await shot('7-database');
  const rainbond = word('Rainbond');
  await step(rainbond).click();
  await choose(rainbond, word('Rainbond 6.x'));
  await page.getByLabel(word('Domain of applications'), { exact: true }).fill('apps.lab.example');
  await shot('7-rainbond');
  await step(word('Preflight')).click();
  await page.waitForURL(/\/preflight/);
  const again = page.getByRole('button', { name: words[english.indexOf('Check again')] ?? '' }).first();
  await checkAgain(again);
  await shot('7-preflight');
  const review = word('Review');
  await page
    .getByRole('link', { name: review })
    .or(page.getByRole('button', { name: review }))
    .last()
    .click();
  await page.waitForURL(/\/review/);
  const go = page.getByRole('button', { name: word('Run again on 3 hosts') });
  await expect(go).toBeEnabled({ timeout: 30_000 });
  await go.click();
  await page.waitForURL(/\/runs\/\d+/, { timeout: 30_000 });
  await sleep(45_000);
  await shot('7-run');
  await endsWell(page, page.getByText(/^Rainbond .*(runs on \d+ node|节点)/).first(), 12 * 60_000);
  await shot('7-done');
});

test('8 and 9: the console, and the first application', async () => {
  test.setTimeout(3 * 60_000);
  const net = facts.vip.replace(/\.\d+$/, '');
  const address = (/`(http:\/\/[\d.]+:7070)`/.exec(text)?.[1] ?? '').replace('10.88.0', net);
  expect((await fetch(address)).status).toBe(200);
  const cluster = word('Cluster');
  await page.getByRole('link', { name: cluster, exact: true }).first().click();
  await page.waitForURL(/\/cluster/);
  await expect(page.locator('[data-capability="rainbond-console"]')).not.toContainText(/…/, { timeout: 60_000 });
  await sleep(5_000);
  await shot('8-cluster');
  await writeFile('hello.yaml', /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '');
  const typed = commands(text).map((command) => command.replaceAll('10.88.0', net));
  await sh(typed.find((command) => command.includes('apply -f hello.yaml')) ?? 'false');
  const curl = typed.find((command) => command.startsWith('curl ')) ?? 'false';
  await expect.poll(() => sh(`${curl} -s`).catch(() => ''), { timeout: 60_000 }).toMatch(/^hello from hello-/);
});

test('10: lose a machine', async () => {
  test.setTimeout(4 * 60_000);
  const [kill = '', start = ''] = [...text.matchAll(/\[`(lab\/lab (?:kill|start) node2)`/g)].map(
    ([, command = '']) => command,
  );
  const curl = commands(text).find((command) => command.startsWith('curl ')) ?? 'false';
  const ask = curl.replaceAll('10.88.0', facts.vip.replace(/\.\d+$/, ''));
  await sh(kill);
  await sleep(60_000);
  expect(await sh(`${ask} -s -m 10`)).toMatch(/^hello from hello-/);
  await sh(start);
  await page
    .getByRole('link', { name: word('Review'), exact: true })
    .first()
    .click();
  await expect(page.getByText(word('What it survives')).first()).toBeVisible({ timeout: 30_000 });
  // Whatever the page says in bold about what to press has been pressed, or is a heading.
  const left = english.filter((_said, index) => !followed.includes(index));
  expect(left).toEqual(['bold', 'To try it without machines', 'Password']);
});
