import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Client } from 'pg';
import { planToYaml } from '../lib/plan/plan-yaml';
import { fakeRunbook } from '../lib/runs/fake-runbook';
import { type Cluster, openCluster } from '../lib/store/postgres/cluster';
import { findHome } from '../lib/store/postgres/home';
import { type RunningConsole, startConsole } from './console';
import { type FakeCluster, fakeCluster, password } from './fake-cluster';
import { createOwner, importPlan, newCredential, openStep, pageErrors } from './journey';
import { picturesOf } from './looks';

/** The page of a cluster, asked through SSH and a fake API server: what it says is what was just answered. */
let folder: string;
let cluster: Cluster;
let database: Client;
let running: RunningConsole;
let fake: FakeCluster;
let page: Page;
let errors: string[];
let planId = '';
let installed = false;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'slipway-e2e-cluster-'));
  cluster = await openCluster(await findHome(path.join(folder, 'database')));
  fake = await fakeCluster();
  running = await startConsole({ DATABASE_URL: cluster.url });
  database = new Client({ connectionString: cluster.url });
  await database.connect();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await importPlan(page, running.url, planToYaml(fake.plan));
  planId = /plans\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await openStep(page, 'Hosts');
  await newCredential(page, { name: 'ops', password });
  await expect(page.getByText(/^Saved .* · revision \d+$/)).toBeVisible();
  for (const { port, pinned } of fake.hosts)
    await database.query(
      `INSERT INTO host_key (way, address, port, key_type, fingerprint, key, accepted_by) VALUES ('', '127.0.0.1', $1, $2, 'x', $3, 'test')`,
      [port, pinned.type, pinned.key],
    );
});
test.afterAll(async () => {
  await running?.stop();
  await database?.end();
  await cluster?.stop();
  await fake?.close();
  await rm(folder, { recursive: true, force: true });
});
test.afterEach(() => {
  // The browser itself says of a page that is refused that its answer was 403.
  expect(errors.filter((error) => !error.includes('status of 403'))).toEqual([]);
});

const open = async (language = 'en') => {
  await page.context().addCookies([{ name: 'slipway-language', value: language, url: running.url }]);
  await page.goto(`${running.url}/plans/${planId}/cluster`);
};
const axe = async () => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))).toEqual([]);
};
const capability = (id: string) => page.locator(`[data-capability="${id}"]`);

/** An install that succeeded and read the fake cluster's kubeconfig. */
async function install(): Promise<void> {
  if (installed) return;
  installed = true;
  process.env.SLIPWAY_DATA = running.dataDir;
  const { seal } = await import('../lib/store/seal');
  // The database's password is a credential like any other.
  const { rows: credentials } = await database.query<{ id: string }>('SELECT id FROM credential LIMIT 1');
  const { rows } = await database.query<{ number: number; document: { database: object } }>(
    'SELECT number, document FROM plan_revision WHERE plan_id = $1 ORDER BY number DESC LIMIT 1',
    [planId],
  );
  const newest = rows[0];
  if (!newest) throw new Error('the plan has no revision');
  const document = { ...newest.document, database: { ...newest.document.database, credential: credentials[0]?.id } };
  await database.query('UPDATE plan_revision SET document = $3 WHERE plan_id = $1 AND number = $2', [
    planId,
    newest.number,
    JSON.stringify(document),
  ]);
  const runbook = fakeRunbook([{ id: 'kubeadm-init/node-1' }], {
    watch: { kubeconfigOutput: 'admin-kubeconfig', namespaces: [], rainbond: false },
  });
  const runId = randomUUID();
  await database.query(
    `INSERT INTO run (id, plan_id, number, plan_revision, kind, runbook, runbook_sha256, state, created_by, started_at, finished_at)
     VALUES ($1, $2, 1, $3, 'install', $4, '', 'succeeded', 'test', now() AT TIME ZONE 'utc' - interval '724 s', now() AT TIME ZONE 'utc')`,
    [runId, planId, newest.number, JSON.stringify(runbook)],
  );
  await database.query(`INSERT INTO run_value (run_id, key, sealed, secret) VALUES ($1, $2, $3, true)`, [
    runId,
    'output:admin-kubeconfig',
    seal(fake.api.kubeconfig(`https://198.51.100.100:6443`)),
  ]);
}

test('before an install succeeded there is no cluster, no link to one and nothing green', async () => {
  await open();
  await expect(page.getByText('No cluster yet')).toBeVisible();
  const stages = page.getByRole('navigation', { name: 'Stages of this plan' });
  await expect(stages.getByRole('link', { name: 'Cluster' })).toHaveCount(0);
  await expect(stages.getByText('Cluster')).toBeVisible();
  await expect(page.locator('[data-capability]')).toHaveCount(0);
});

test('each capability is as it was just asked, with what the plan survives below it', async () => {
  await install();
  await open();
  const stages = page.getByRole('navigation', { name: 'Stages of this plan' });
  await expect(stages.getByRole('link', { name: 'Cluster' })).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('[data-capability]')).toHaveCount(9);
  for (const [id, detail] of [
    ['kubernetes-api', /3 of 3, p99 \d+\sms/],
    ['etcd-quorum', '3 of 3 vote, quorum 2'],
    ['application-entry', /5 ports open/],
    ['scheduling', /1\d\.\d of 24 vCPU asked/],
    ['builds', '3 of 3 rbd-chaos'],
    ['storage-io', '2 of 2 claims bound'],
    ['registry', /198\.51\.100\.52:5000, \d/],
    ['database', '198.51.100.50:3306, 0.8 ms'],
    ['rainbond-console', '2 of 2 ready'],
  ] as const) {
    await expect(capability(id), id).toContainText(detail, { timeout: 40_000 });
    await expect(capability(id), id).toContainText('Up');
  }
  await expect(capability('kubernetes-api')).toContainText('survives any 1 host');
  await expect(capability('database')).toContainText('as declared');
  await expect(page.locator('[data-node="node-1"]')).toContainText('36%', { timeout: 40_000 });
  await expect(page.locator('[data-component="rbd-mq"]')).toContainText('one replica');
  await expect(page.locator('[data-point="local-volume"]')).toContainText('rbd-monitor');
  await expect(page.getByRole('link', { name: 'http://224.0.0.101:7070' })).toBeVisible();
});

for (const language of ['en', 'zh'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on it, and nothing scrolls sideways: ${language}, ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(language);
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await expect(page.locator('[data-component="rbd-mq"]')).toBeVisible({ timeout: 20_000 });
      await expect(page.locator('[data-node="node-1"]')).toContainText('36%', { timeout: 40_000 });
      for (const size of [
        { width: 1280, height: 800 },
        { width: 1440, height: 900 },
      ]) {
        await page.setViewportSize(size);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(beyond).toBeLessThanOrEqual(0);
        await page.screenshot({ path: `screenshots/cluster-${language}-${scheme}-${size.width}.png` });
      }
      await axe();
    });
  }
}

test('what changes in the cluster changes on the page, and is an event', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open();
  await expect(capability('rainbond-console')).toContainText('Up', { timeout: 40_000 });
  fake.shut.add(7070);
  await expect(capability('rainbond-console')).toContainText('Down', { timeout: 12_000 });
  await expect(capability('application-entry')).toContainText('no answer on 7070');
  await expect(page.getByRole('list', { name: 'Recent events' })).toContainText('Rainbond console: down');
  fake.shut.delete(7070);
  await expect(capability('rainbond-console')).toContainText('Up', { timeout: 20_000 });
});

test('downloads are for who may read them, and on record', async () => {
  const kubeconfig = page.getByRole('link', { name: 'Kubeconfig' });
  await expect(kubeconfig).toBeVisible();
  const region = await page.request.get(`${running.url}/api/plans/${planId}/region-config`);
  expect(region.status()).toBe(200);
  expect(await region.text()).toContain('apiAddress: https://198.51.100.101:8443');
  expect(region.headers()['cache-control']).toBe('no-store');
  const { rows } = await database.query(`SELECT 1 FROM audit_event WHERE action = 'region-config.read'`);
  expect(rows).toHaveLength(1);
});

test('uninstalling Rainbond shows what goes, what stays and every script, and asks for the cluster’s name', async () => {
  await open();
  await page.getByRole('link', { name: /^Uninstall Rainbond/ }).click();
  await page.waitForURL(/\/cluster\/uninstall$/);
  const main = page.getByRole('main');
  await expect(main.getByText('2 claims and their data')).toBeVisible({ timeout: 20_000 });
  await expect(main).toContainText('rainbondclusters.rainbond.io, rbdcomponents.rainbond.io');
  await expect(main).not.toContainText('ciliumnodes.cilium.io');
  await expect(main).toContainText('Databases console, region at 198.51.100.50');
  await expect(main).toContainText('/opt/rainbond on the hosts');
  await page.getByRole('checkbox', { name: /opt.rainbond/ }).click();
  await page.waitForURL(/hosts=yes$/);
  await expect(page.getByRole('treeitem', { name: /node-3/ })).toBeVisible();
  await picturesOf(page, 'uninstall', () =>
    expect(page.getByRole('treeitem', { name: /node-3/ })).toBeVisible({ timeout: 20_000 }),
  );
  await expect(main.getByText('2 claims and their data')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: /^Uninstall Rainbond/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Uninstall Rainbond from prod-shanghai' });
  const act = dialog.getByRole('button', { name: 'Uninstall Rainbond from prod-shanghai' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(act).toBeDisabled();
  await dialog.getByRole('textbox').fill('prod-shangha');
  await expect(act).toBeDisabled();
  await dialog.getByRole('textbox').fill('prod-shanghai');
  await expect(act).toBeEnabled();
  await axe();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('nothing is asked once nobody looks', async () => {
  await page.goto(`${running.url}/runs`);
  await expect.poll(() => fake.api.watches(), { timeout: 15_000 }).toBe(0);
  const before = fake.api.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(fake.api.asked.length).toBe(before);
});

test('a cluster that can’t be reached says so and since when, and nothing stays green', async () => {
  await open();
  await expect(capability('kubernetes-api')).toContainText('Up', { timeout: 40_000 });
  await expect(page.locator('[data-node="node-1"]')).toContainText('64%', { timeout: 20_000 });
  await expect(page.locator('[data-component="rbd-mq"]')).toBeVisible();
  await Promise.all(fake.hosts.map((host) => host.close()));
  await expect(page.getByText(/^The Kubernetes API could not be asked since/)).toBeVisible({ timeout: 60_000 });
  for (const id of ['kubernetes-api', 'etcd-quorum', 'scheduling', 'builds', 'storage-io', 'rainbond-console']) {
    await expect(capability(id), id).toContainText('Not known', { timeout: 60_000 });
    await expect(capability(id), id).toContainText('could not ask since');
  }
  await expect(page.getByRole('region', { name: 'Nodes' })).toContainText('as last seen');
  await axe();
  await page.screenshot({ path: 'screenshots/cluster-away-en-light-1440.png' });
});

test('a viewer sees the cluster, and neither downloads nor checks nor uninstalls', async () => {
  await database.query(`UPDATE "user" SET role = 'viewer'`);
  await open();
  await expect(page.locator('[data-capability]')).toHaveCount(9);
  for (const name of ['Kubeconfig', 'Region config', /Uninstall/])
    await expect(page.getByRole('link', { name })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Check for drift' })).toHaveCount(0);
  expect((await page.request.get(`${running.url}/api/plans/${planId}/region-config`)).status()).toBe(403);
  await page.goto(`${running.url}/plans/${planId}/cluster/uninstall`);
  await expect(page.getByText('Your role can’t open this page')).toBeVisible();
});
