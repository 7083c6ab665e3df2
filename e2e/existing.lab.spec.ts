import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { artifacts, createOwner, install, newCredential, pageErrors, review, saved } from './journey';
import { type LabFacts, lab } from './lab';
import { planRainbond, rainbondRuns, startMysql, uninstallRainbond } from './rainbond';

/**
 * A cluster that somebody made by hand becomes a plan, through one of its nodes by SSH, its API server answers the preflight, and Rainbond 5.17
 * comes onto it: a Kubernetes outside its window, which a person keeps with a reason. SLIPWAY_E2E_CLUSTER=ready takes the lab's hosts with the
 * cluster that is on them.
 */
test.describe.configure({ mode: 'serial' });
// Ten minutes more, most of them for a cluster by hand: asked for by name (SLIPWAY_E2E_EXISTING=1), not in every run.
test.skip(() => process.env.SLIPWAY_E2E_EXISTING !== '1');

const run = promisify(execFile);
let facts: LabFacts;
let running: RunningConsole;
let page: Page;
let errors: string[];
let kubeconfig = '';

test.beforeAll(async ({ browser }) => {
  if (process.env.SLIPWAY_E2E_EXISTING !== '1') return;
  test.setTimeout(15 * 60_000);
  await lab.run('bundle');
  if (process.env.SLIPWAY_E2E_CLUSTER === 'ready') facts = await lab.facts(3);
  else {
    facts = await lab.fresh(3);
    await run('bench/by-hand/cluster-up', [], { maxBuffer: 2 ** 26 });
  }
  kubeconfig = await lab.ssh(facts.hosts[0]?.name ?? '', 'cat /etc/kubernetes/admin.conf');
  running = await startConsole();
  page = await browser.newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
});
test.afterAll(async () => {
  if (process.env.SLIPWAY_E2E_KEEP || process.env.SLIPWAY_E2E_EXISTING !== '1') return;
  await running?.stop();
  await lab.run('down');
});
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const dialog = () => page.getByRole('dialog', { name: 'Existing cluster' });

test('its kubeconfig, through a node by SSH, becomes a plan', async () => {
  test.setTimeout(3 * 60_000);
  const [first] = facts.hosts;
  await page.getByRole('button', { name: /Existing cluster/ }).click();
  await dialog().getByLabel('Cluster name').fill('by-hand');
  await dialog().getByLabel('kubeconfig', { exact: true }).fill(kubeconfig);
  await dialog().getByRole('radio', { name: 'Through a node, by SSH' }).click();
  await dialog()
    .getByLabel('Address of a node')
    .fill(first?.address ?? '');
  await dialog()
    .getByLabel('Port')
    .fill(String(first?.port ?? 22));
  await newCredential(page, { name: 'lab', password: facts.ssh.password }, dialog().getByLabel('Credential'));
  await dialog().getByRole('button', { name: 'Read the cluster' }).click();
  await dialog()
    .getByRole('button', { name: /^Accept / })
    .click();
  const found = dialog().getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('heading')).toContainText('3 nodes', { timeout: 30_000 });
  await expect(found).toContainText('helm runs here');
  await dialog().getByRole('button', { name: 'Create plan' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/, { timeout: 30_000 });
});

test('its API server answers the preflight', async () => {
  test.setTimeout(4 * 60_000);
  await page.goto(`${page.url().split('?')[0]}/preflight`);
  await page
    .getByRole('button', { name: /^Check/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Kubernetes API, API server: passed/ })).toBeVisible({
    timeout: 150_000,
  });
  for (const { name } of facts.hosts)
    await expect(page.getByRole('button', { name: new RegExp(`^${name}, Node is Ready: passed`) })).toBeVisible();
});

test('Rainbond 5.17 comes onto it, with its etcd client let into the cluster’s own etcd', async () => {
  test.setTimeout(15 * 60_000);
  const database = await startMysql();
  await lab.run('shared-storage');
  // No step runs on the other nodes: a site has a registry for this, the lab brings the images by hand.
  for (const { name } of facts.hosts.slice(1))
    await run('bash', [
      '-c',
      `zstd -dc '${facts.bundle}/images/rainbond-5.17.3.tar.zst' | lab/lab ssh ${name} 'ctr -n k8s.io images import -'`,
    ]);
  await page.goto(page.url().match(/^.*\/plans\/[0-9a-f-]{36}/)?.[0] ?? '');
  for (const { name } of facts.hosts) {
    const roles = page.getByRole('group', { name: `Roles of ${name}`, exact: true });
    for (const role of ['gateway', 'build']) {
      const button = roles.getByRole('button', { name: role, exact: true });
      if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    }
  }
  await planRainbond(page, facts, database, '5.17');
  const outside = page
    .getByRole('region', { name: 'Rainbond' })
    .locator(':scope > *')
    .filter({ hasText: 'plan.versions.matrix' })
    .last();
  await outside.getByRole('button', { name: 'Keep and say why' }).click();
  await page.getByLabel('Why is it kept?').fill('the lab has no older Kubernetes');
  await outside.getByRole('button', { name: 'Keep it' }).click();
  await saved(page);
  await artifacts(page, facts);
  await review(page);
  await install(page);
  await rainbondRuns(page);
  const secret = await lab.kubectl('node1', "-n rbd-system get secret rbd-etcd-secret -o 'jsonpath={.data}'");
  for (const key of ['ca-file', 'cert-file', 'key-file']) expect(secret).toContain(key);
});

test('the cluster page says what is there, and Rainbond is taken off again', async () => {
  test.setTimeout(8 * 60_000);
  await page.goto(`${page.url().match(/^.*\/plans\/[0-9a-f-]{36}/)?.[0]}/cluster`);
  for (const id of ['kubernetes-api', 'database', 'rainbond-console'])
    await expect(page.locator(`[data-capability="${id}"]`), id).toContainText('Up', { timeout: 60_000 });
  for (const { name } of facts.hosts) await expect(page.locator(`[data-node="${name}"]`)).toBeVisible();
  await page.screenshot({ path: 'screenshots/lab-existing-cluster.png', fullPage: true });
  await uninstallRainbond(page, 'by-hand');
});
