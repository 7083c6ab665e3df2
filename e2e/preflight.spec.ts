import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Client } from 'pg';
import { planToYaml } from '../lib/plan/plan-yaml';
import { buildPlan, outside } from '../lib/plan/testing/build-plan';
import { type Report, reportSchema } from '../lib/preflight/result';
import { type Cluster, openCluster } from '../lib/store/postgres/cluster';
import { findHome } from '../lib/store/postgres/home';
import { type RunningConsole, startConsole } from './console';
import { createOwner, importPlan, newCredential, openStep, owner, pageErrors, saved } from './journey';

/** The page of a plan whose hosts can't be reached: nothing there may look as if it were fine. */
let folder: string;
let cluster: Cluster;
let database: Client;
let running: RunningConsole;
let page: Page;
let errors: string[];
let planId = '';
/** Takes connections and never says a word. */
let silent: Server;
const taken = new Set<Socket>();
const unreachable = 'node-1';
const mute = 'node-2';

// Each goes on from what the one before has left.
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  // A database of the test's own: a warning needs a host that answers, and is put there instead.
  folder = await mkdtemp(path.join(tmpdir(), 'slipway-e2e-preflight-'));
  cluster = await openCluster(await findHome(path.join(folder, 'database')));
  running = await startConsole({ DATABASE_URL: cluster.url });
  database = new Client({ connectionString: cluster.url });
  await database.connect();
  silent = createServer((socket) => {
    taken.add(socket);
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  const plan = buildPlan(['all', 'all', 'cp'], { ...outside, name: 'dark' });
  const [first, second, third] = plan.hosts;
  for (const host of plan.hosts) Object.assign(host, { address: '127.0.0.1' });
  if (first) first.ssh.port = 1;
  if (second) second.ssh.port = (silent.address() as AddressInfo).port;
  if (third) third.ssh.port = 2;
  await importPlan(page, running.url, planToYaml(plan));
  planId = /plans\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await openStep(page, 'Hosts');
  await newCredential(page, { name: 'ops', password: 'hunter2-never-shown' });
  await expect(page.getByText(/^Saved .* · revision \d+$/)).toBeVisible();
});
test.afterAll(async () => {
  await running?.stop();
  await database?.end();
  await cluster?.stop();
  for (const socket of taken) socket.destroy();
  silent?.close();
  await rm(folder, { recursive: true, force: true });
});
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const open = (in_: string = 'en') =>
  page
    .context()
    .addCookies([{ name: 'slipway-language', value: in_, url: running.url }])
    .then(() => page.goto(`${running.url}/plans/${planId}/preflight`));
const exportOf = async (format: string) =>
  page.request.get(`${running.url}/api/plans/${planId}/preflight?format=${format}`);
const report = async (): Promise<Report> => reportSchema.parse(await (await exportOf('json')).json());
const count = async (state: string) => (await report()).results.filter((result) => result.state === state).length;
/** Squares that a person sees as passed. */
const green = () => page.locator('[data-check][aria-label*=": passed"]');
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

async function finished(): Promise<void> {
  await expect.poll(async () => (await report()).state, { timeout: 90_000 }).not.toBe('running');
  await expect(button('Stop')).toHaveCount(0);
}

test('before anything was checked there is nothing to export, and nothing green', async () => {
  await open();
  await expect(button('Check 3 hosts')).toBeEnabled();
  await expect(page.getByText('Nothing checked yet')).toBeVisible();
  await expect(button('Export report')).toHaveCount(0);
  expect((await exportOf('html')).status()).toBe(404);
  await expect(green()).toHaveCount(0);
});

test('stopped in the middle it says so, and what was not looked at is not run', async () => {
  await open();
  await button('Check 3 hosts').click();
  // The mute host keeps it going.
  await expect(button('Stop')).toBeEnabled({ timeout: 20_000 });
  await expect.poll(() => taken.size, { timeout: 20_000 }).toBeGreaterThan(0);
  await button('Stop').click();
  await finished();
  await expect(page.getByText('Stopped', { exact: true })).toBeVisible();
  expect((await report()).state).toBe('stopped');
  expect(await count('passed')).toBe(0);
  expect((await report()).results.some((result) => result.state === 'not-run' && result.reason === 'stopped')).toBe(
    true,
  );
});

test('hosts that can’t be reached block, everything behind them is not run and says why, nothing is green', async () => {
  test.setTimeout(150_000);
  await open();
  await button('Check again').first().click();
  await expect(button('Stop')).toBeVisible({ timeout: 20_000 });
  await finished();
  const found = await report();
  expect(found.state).toBe('finished');
  const hostOf = (name: string) => found.hosts.find((host) => host.name === name);
  expect(hostOf(unreachable)).toMatchObject({ state: 'failed', error: { code: 'refused' } });
  expect(hostOf(mute)).toMatchObject({
    state: 'failed',
    error: { code: expect.stringMatching(/^(timeout|dropped)$/) },
  });
  expect(await count('passed')).toBe(0);

  const list = page.getByRole('region', { name: 'Findings' });
  await expect(list.getByRole('listitem').first()).toContainText('The host can’t be reached');
  await list
    .getByRole('radio', { name: 'Not run' })
    .or(list.getByRole('button', { name: 'Not run' }))
    .first()
    .click();
  await expect(list.getByText('connection refused').first()).toBeVisible();
  await expect(green()).toHaveCount(0);
  await expect(page.getByText(/blocking findings? to mend before anything is installed/)).toBeVisible();

  // Review and Install hear of it, too.
  await page.goto(`${running.url}/plans/${planId}/review`);
  await expect(page.getByText('The host can’t be reached').first()).toBeVisible();
});

test('the report is a page and JSON, without a secret, for whoever is signed in', async ({ request }) => {
  for (const format of ['html', 'json']) {
    const stranger = await request.get(`${running.url}/api/plans/${planId}/preflight?format=${format}`);
    expect(stranger.status()).toBe(401);
    expect(await stranger.text()).not.toContain(unreachable);
    const own = await exportOf(format);
    expect(own.status()).toBe(200);
    expect(await own.text()).toContain(unreachable);
    expect(await own.text()).not.toContain('hunter2');
  }
  expect((await exportOf('html')).headers()['content-type']).toContain('text/html');
  expect(await (await exportOf('html')).text()).toContain('The host can’t be reached');
  await open();
  await button('Export report').click();
  for (const [name, format] of [
    ['As a page to print', 'html'],
    ['As JSON', 'json'],
  ] as const)
    await expect(page.getByRole('menuitem', { name })).toHaveAttribute('href', new RegExp(`format=${format}$`));
  await page.keyboard.press('Escape');
});

/** The newest report as it would be had the first host answered: one check passed, another with a warning. */
async function withWarning(): Promise<void> {
  const found = await report();
  const passes = (check: string): Report['results'][number] => ({
    ...{
      check,
      host: unreachable,
      state: 'passed',
      values: { code: 'ok', user: 'root' },
      at: found.startedAt,
      tookMs: 5,
    },
  });
  const changed: Report = {
    ...found,
    version: found.version + 1,
    results: found.results.map((result) =>
      result.check === 'virt.detect' && result.host === unreachable
        ? {
            ...{ check: result.check, host: result.host, state: 'finding', severity: 'warn' },
            ...{ values: { found: 'lxc', kind: 'container' }, at: found.startedAt, tookMs: 5 },
          }
        : result.check === 'ssh.auth' && result.host === unreachable
          ? passes(result.check)
          : result,
    ),
  };
  await database.query('UPDATE preflight SET report = $1 WHERE id = $2', [JSON.stringify(changed), found.id]);
}

test('a warning is kept with a reason and a name, and taken back', async () => {
  await withWarning();
  await open();
  const list = page.getByRole('region', { name: 'Findings' });
  // What is passed is seen as such here: above there was none.
  await expect(green()).toHaveCount(1);
  await list.getByRole('button', { name: 'The host is a container' }).click();
  await button('Keep the warning').click();
  await button('Keep it').click();
  await expect(page.getByText('A reason is needed')).toBeVisible();
  await page.getByLabel('Why it is kept').fill('a test rig');
  await button('Keep it').click();
  const kept = page.getByText(new RegExp(`Kept by ${owner.name} on .*: a test rig`));
  await expect(kept.first()).toBeVisible();
  const { rows } = await database.query<{ document: { accepted: object[] } }>(
    'SELECT document FROM plan_revision WHERE plan_id = $1 ORDER BY number DESC LIMIT 1',
    [planId],
  );
  expect(rows[0]?.document.accepted).toMatchObject([
    { id: 'virt.detect', hosts: [unreachable], reason: 'a test rig', by: owner.name },
  ]);
  // Keeping one is no change that makes a report old.
  await expect(page.getByText('The plan has changed since')).toHaveCount(0);
  await button('Take back').click();
  await expect(kept).toHaveCount(0);
});

for (const language of ['en', 'zh'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on it: ${language}, ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(language);
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
      await expect(page.locator('[data-check]').first()).toBeVisible();
      const title = language === 'en' ? 'The host can’t be reached' : '无法连接主机';
      await expect(page.getByText(title).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const said = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`));
      expect(said).toEqual([]);
    });
  }
}

test('a viewer sees it all, and starts, keeps and mends nothing', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await database.query(`UPDATE "user" SET role = 'viewer'`);
  await open();
  await expect(button('Check again').first()).toBeDisabled();
  await page.getByRole('region', { name: 'Findings' }).getByRole('button', { name: 'The host is a container' }).click();
  await expect(page.getByText('To see it by hand').first()).toBeVisible();
  for (const act of ['Keep the warning', /^Fix/]) await expect(button(act)).toHaveCount(0);
  expect((await exportOf('json')).status()).toBe(200);
});

test('a check of a plan that changed after the page was drawn shows the rows of that plan', async () => {
  await database.query(`UPDATE "user" SET role = 'owner'`);
  await open();
  const rows = (name: string) => page.getByRole('rowheader', { name: new RegExp(`^${name} 127`) });
  await expect(rows('node-3')).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(`${running.url}/plans/${planId}`);
  await other.locator('[data-path="hosts.2.name"]').fill('renamed');
  await saved(other);
  await other.close();
  await button('Check again').first().click();
  await expect(rows('renamed')).toBeVisible({ timeout: 20_000 });
  await expect(rows('node-3')).toHaveCount(0);
  await finished();
  await expect(page.getByText('The plan has changed since')).toHaveCount(0);
});
