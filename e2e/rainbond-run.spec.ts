import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Client } from 'pg';
import { rainbondCauses, rainbondView } from '../components/run/rainbond-run-fixture';
import type { RainbondState } from '../lib/kubernetes/rainbond/state';
import { planToYaml } from '../lib/plan/plan-yaml';
import { buildPlan, outside } from '../lib/plan/testing/build-plan';
import { fakeRunbook } from '../lib/runs/fake-runbook';
import { runChannel } from '../lib/runs/fence';
import { queueName } from '../lib/runs/queue';
import { type Cluster, openCluster } from '../lib/store/postgres/cluster';
import { findHome } from '../lib/store/postgres/home';
import { type RunningConsole, startConsole } from './console';
import { createOwner, importPlan, pageErrors } from './journey';

/**
 * The page of a run while Rainbond comes up. No cluster is behind it: the test writes what the watch would have stored,
 * as a driver does, and looks at what a person sees of it.
 */
let folder: string;
let cluster: Cluster;
let database: Client;
let running: RunningConsole;
let page: Page;
let errors: string[];
let planId = '';
const runId = randomUUID();
const step = 'rainbond-ready/node-1';
const join = 'kubeadm-join/node-2';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'slipway-e2e-rainbond-run-'));
  cluster = await openCluster(await findHome(path.join(folder, 'database')));
  running = await startConsole({ DATABASE_URL: cluster.url });
  database = new Client({ connectionString: cluster.url });
  await database.connect();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await importPlan(page, running.url, planToYaml(buildPlan(['all', 'all', 'all'], { ...outside, name: 'coming-up' })));
  planId = /plans\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await putRun();
});
test.afterAll(async () => {
  await running?.stop();
  await database?.end();
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});
test.afterEach(() => {
  expect(errors).toEqual([]);
});

async function putRun(): Promise<void> {
  // Its job lies in the queue until tomorrow: nobody drives this run.
  await database.query(
    `INSERT INTO pgboss.job (name, data, singleton_key, start_after) VALUES ($1, $2, $3, now() + interval '1 day')`,
    [queueName, JSON.stringify({ planId }), planId],
  );
  const steps = [
    {
      id: join,
      host: 'node-2',
      phase: 'control-planes',
      title: { key: 'steps.kubeadm-join.title', values: { host: 'node-2' } },
    },
    {
      id: step,
      host: 'node-1',
      phase: 'rainbond',
      title: { key: 'steps.rainbond-ready.title', values: { host: 'node-1' } },
    },
  ];
  const runbook = fakeRunbook([...steps, { id: 'idle/node-3', host: 'node-3', phase: 'rainbond' }], {
    phases: [{ id: 'control-planes' }, { id: 'rainbond' }],
  });
  await database.query(
    `INSERT INTO run (id, plan_id, number, plan_revision, kind, runbook, runbook_sha256, state, created_by, started_at, last_seq)
     VALUES ($1, $2, 1, 1, 'install', $3, '', 'running', 'test', now() AT TIME ZONE 'utc' - interval '4 minutes', 3)`,
    [runId, planId, JSON.stringify(runbook)],
  );
  await database.query(
    `INSERT INTO attempt (run_id, step_id, number, state, started_at, finished_at)
     VALUES ($1, $2, 1, 'succeeded', now() AT TIME ZONE 'utc' - interval '4 minutes', now() AT TIME ZONE 'utc' - interval '3 minutes'),
            ($1, $3, 1, 'verifying', now() AT TIME ZONE 'utc' - interval '3 minutes', NULL),
            ($1, 'idle/node-3', 1, 'waiting', NULL, NULL)`,
    [runId, join, step],
  );
  await database.query(
    `INSERT INTO log_line (run_id, seq, at, host, step, attempt, stream, text)
     VALUES ($1, 1, now(), 'node-1', $2, 1, 'out', 'waits for Rainbond'),
            ($1, 2, now(), '', 'kubernetes', 0, 'kubernetes', 'RbdComponent rbd-api: 0 of 2 ready'),
            ($1, 3, now(), '', 'kubernetes', 0, 'kubernetes', 'RbdComponent rbd-mq: 1 of 1 ready')`,
    [runId, step],
  );
}

/** As the watch stores it: the page hears of it like of any change. */
async function show(rainbond: RainbondState | null, watching = true): Promise<void> {
  const nodes = ['node-1', 'node-2', 'node-3'].map((name) => ({ name, ready: 'ready' }));
  const state = { watching, nodes, podsReady: 30, pods: 38, rainbond };
  await database.query('UPDATE run SET cluster = $2, version = version + 1 WHERE id = $1', [
    runId,
    JSON.stringify(state),
  ]);
  await database.query('SELECT pg_notify($1, $2)', [runChannel, runId]);
}

const open = () => page.goto(`${running.url}/plans/${planId}/runs/1`);
const cards = () => page.getByRole('region', { name: /^Why Rainbond doesn't come up/ });
/** Causes and components give way to the log: five lines of 20 px are in sight on a small screen too. */
async function logInSight(): Promise<void> {
  const log = await page.getByRole('log').boundingBox();
  expect(log?.height).toBeGreaterThanOrEqual(100);
  expect((log?.y ?? 0) + (log?.height ?? 0)).toBeLessThanOrEqual(800);
}
const panel = () => page.getByRole('region', { name: 'State of Rainbond' });
const announced = () => page.getByRole('status').filter({ hasText: /cause/i });

test('before anything of Rainbond is there, nothing of it is shown', async () => {
  await show(null);
  await open();
  await expect(page.getByText('3 of 3 nodes ready')).toBeVisible();
  await expect(panel()).toHaveCount(0);
  await expect(cards()).toHaveCount(0);
});

test('components, their nodes and the conditions appear while it comes up', async () => {
  await show(rainbondView());
  await expect(panel()).toContainText('5 of 10 components ready');
  const components = panel().getByRole('list', { name: 'Components' });
  await expect(components.getByRole('listitem')).toHaveCount(10);
  await expect(components.getByRole('listitem').filter({ hasText: 'rbd-gateway' })).toContainText(
    '3/3node-1, node-2, node-3',
  );
  await expect(components.getByRole('listitem').filter({ hasText: 'rbd-api' })).toContainText(
    '0/2node-1 ImagePullBackOff',
  );
  await expect(panel().getByRole('list', { name: 'Conditions' })).toContainText('Storage InProgress');
  await expect(cards()).toHaveCount(0);
});

test('a cause appears at the top while the page is open, and is read aloud once', async () => {
  const { x509, slow, database: denied } = rainbondCauses(Date.now());
  await show(rainbondView({ causes: [x509] }));
  await expect(cards().getByRole('heading', { level: 2 })).toHaveText(
    "node-1 doesn't trust the certificate of registry.example",
  );
  await expect(cards()).toContainText("Put the registry's CA in containerd's certs.d on every host");
  await expect(cards()).toContainText('x509: certificate signed by unknown authority');
  await expect(cards()).toContainText(/for \d+ s/);
  await expect(announced()).toHaveText(/New cause: node-1 doesn't trust/);

  // The same cause with another pod and another line is no news; a new one is, alone.
  await show(rainbondView({ causes: [{ ...x509, evidence: 'x509: still' }] }));
  await expect(cards()).toContainText('x509: still');
  await show(rainbondView({ causes: [denied, x509, slow] }));
  await expect(announced()).not.toContainText("doesn't trust");
  await expect(announced()).toContainText('MySQL at 10.0.0.9:3306 refuses user rainbond');
  await expect(cards().getByRole('heading', { level: 2 })).toHaveCount(3);
  await expect(cards()).toContainText("Because of it, these don't start: rbd-api, rbd-worker");
  await expect(panel()).toContainText(/rbd-chaos:v6.9.3-release on node-3, for 1 min/);
});

test('its link narrows the log to what the cluster said of it, by keyboard too', async () => {
  // A card below the first opens with the keyboard.
  const card = cards().locator('details').filter({ hasText: 'image pull' });
  const summary = card.locator('summary');
  if ((await card.getAttribute('open')) === null) {
    await summary.focus();
    await page.keyboard.press('Enter');
  }
  await card.getByRole('link', { name: 'Show in the log' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/step=kubernetes&q=rbd-api/);
  await expect(page.getByRole('combobox', { name: 'Step' })).toHaveText('Step: Cluster events');
  await expect(page.getByText('2 of 3 lines', { exact: false })).toBeVisible();
});

for (const language of ['en', 'zh'] as const)
  for (const scheme of ['light', 'dark'] as const)
    test(`it fits 1280 pixels and axe finds nothing: ${language}, ${scheme}`, async () => {
      const { x509, slow, database: denied } = rainbondCauses(Date.now());
      await show(rainbondView({ causes: [denied, x509, slow] }));
      await page.emulateMedia({ colorScheme: scheme });
      await page.context().addCookies([{ name: 'slipway-language', value: language, url: running.url }]);
      await open();
      await expect(page.locator('details[data-cause]')).toHaveCount(3);
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await expect(page.getByRole('log')).toContainText('waits for Rainbond');
      // biome-ignore lint/performance/useDomNodeTextContent: what is drawn, not what scripts carry
      expect(await page.locator('body').innerText()).not.toMatch(/\brainbond\.(?:panel|cards|causes)\./);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `screenshots/run-rainbond-${language}-${scheme}-1280.png` });
      await logInSight();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      expect(found).toEqual([]);
    });

test('causes go with their signs, which is said, and old numbers are called old', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.context().addCookies([{ name: 'slipway-language', value: 'en', url: running.url }]);
  await open();
  await expect(cards()).toBeVisible();
  await show(rainbondView(), false);
  await expect(cards()).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Causes are gone' })).toHaveCount(1);
  await expect(panel()).toContainText('the API could not be asked, this is old');
});

test('a run that failed while it waited for Rainbond names the cause that was there', async () => {
  const { x509 } = rainbondCauses(Date.now());
  const error = {
    part: 'verify',
    code: 'deadline',
    exitCode: null,
    command: '',
    line: 0,
    message: 'rbd-api: 0 of 2',
    seq: 1,
  };
  await database.query(
    `UPDATE attempt SET state = 'failed', finished_at = now() AT TIME ZONE 'utc', error = $3 WHERE run_id = $1 AND step_id = $2`,
    [runId, step, JSON.stringify(error)],
  );
  await database.query(`UPDATE run SET state = 'failed', finished_at = now() AT TIME ZONE 'utc' WHERE id = $1`, [
    runId,
  ]);
  await show(rainbondView({ causes: [x509] }));
  const failure = page.getByRole('region', { name: 'What failed first' });
  await expect(failure).toContainText(
    "It waited for Rainbond: node-1 doesn't trust the certificate of registry.example.",
  );
  await expect(failure).toContainText('root cause: image pull');
  await logInSight();
  await page.screenshot({ path: 'screenshots/run-rainbond-failed-en-dark-1280.png' });
});
