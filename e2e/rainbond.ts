import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { outageMs, startPolling } from '../bench/parts/outage';
import { field, newCredential, openStep, saved } from './journey';
import { type LabFacts, lab } from './lab';
import { endsWell } from './run-log';

/** A Rainbond on the lab's cluster: what a user does in the editor, and what stands around it outside the product. */

/** The lab's answer to "external MySQL": a host of its own with Debian's server. Login as in lab/services/mysql. */
export const mysql = { node: 'node4', user: 'rainbond', password: `lab's "$pw"\\` };
export const storageClass = 'lab-shared';
export const suffix = 'apps.lab.example';

/** Boots the database's host beside the others; its address. */
export async function startMysql(): Promise<string> {
  await lab.run('up', mysql.node);
  await lab.run('service', mysql.node, 'mysql', 'good');
  const host = (await lab.facts(4)).hosts.find(({ name }) => name === mysql.node);
  if (!host) throw new Error(`the lab has no ${mysql.node}`);
  return host.address;
}

/** A free address of the lab's network, beside the one of the Kubernetes API. */
export const applicationVip = ({ vip }: LabFacts) => vip.replace(/\.\d+$/, '.101');

const labDir = process.env.LAB_DIR ?? '.lab';

const choose = (page: Page, group: RegExp, choice: RegExp) =>
  page.getByRole('group', { name: group }).getByRole('radio', { name: choice }).check();

/**
 * From a plan of Kubernetes to one with a highly available Rainbond: entry, storage, database, Rainbond. On a cluster that was there before
 * (5.17) the first host stands for its load balancer.
 */
export async function planRainbond(
  page: Page,
  facts: LabFacts,
  databaseHost: string,
  kind: '6.x' | '5.17' = '6.x',
): Promise<void> {
  await openStep(page, 'Entry');
  const own = kind === '6.x';
  await choose(page, /^Applications/, own ? /^Virtual address by Keepalived/ : /^Existing load balancer/);
  await field(page, 'entry.application.address').fill(own ? applicationVip(facts) : (facts.hosts[0]?.address ?? ''));
  await openStep(page, 'Storage');
  await choose(page, /^Storage$/, /^Existing StorageClass/);
  await field(page, 'storage.name').fill(storageClass);
  await openStep(page, 'Database');
  await choose(page, /^Database$/, /^External MySQL/);
  await field(page, 'database.host').fill(databaseHost);
  await field(page, 'database.user').fill(mysql.user);
  await newCredential(page, { name: 'mysql', password: mysql.password }, 'Password');
  await openStep(page, 'Rainbond');
  await choose(page, /^Rainbond$/, own ? /^Rainbond 6\.x/ : /^Rainbond 5\.17/);
  await field(page, 'rainbond.domainSuffix').fill(suffix);
  await saved(page);
}

/** The tutorial's own application, two pods on different hosts behind the gateway: what a reader types is what is tried. */
export const application = { name: 'hello', host: `hello.${suffix}` };

export async function deployApplication(): Promise<void> {
  const manifests = (await readFile('docs/tutorial.en.md', 'utf8')).match(/```yaml\n([\s\S]*?)```/)?.[1] ?? '';
  expect(manifests).toContain(`host: ${application.host}`);
  await lab.ssh('node1', `kubectl --kubeconfig /etc/kubernetes/admin.conf apply -f - <<'Y'\n${manifests}\nY`);
  await expect
    .poll(() => lab.kubectl('node1', "get deployment hello -o 'jsonpath={.status.readyReplicas}'"), { timeout: 60_000 })
    .toBe('2');
}

/**
 * The class of the plan has to be there before Rainbond's volumes: the cluster's own provisioner comes as soon as the API answers, as an
 * owner of storage would see to it.
 */
export async function storageForRainbond(): Promise<void> {
  await expect
    .poll(() => lab.kubectl('node1', 'get --raw /readyz').catch(() => ''), { timeout: 5 * 60_000, intervals: [1000] })
    .toBe('ok');
  await lab.run('shared-storage');
}

export async function rainbondRuns(page: Page): Promise<void> {
  await endsWell(page, page.getByText(/^Rainbond .* runs on \d+ nodes?/).first(), 12 * 60_000);
}

/** From the cluster page; the cluster has nothing of it afterwards, and its three nodes are Ready. */
export async function uninstallRainbond(page: Page, plan: string): Promise<void> {
  await page.getByRole('link', { name: /^Uninstall Rainbond/ }).click();
  await page.waitForURL(/\/cluster\/uninstall$/);
  await page.screenshot({ path: `screenshots/lab-uninstall-${plan}.png` });
  await page.getByRole('button', { name: /^Uninstall Rainbond/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(plan);
  await dialog.getByRole('button', { name: /^Uninstall Rainbond/ }).click();
  await page.waitForURL(/\/runs\/\d+/, { timeout: 30_000 });
  await endsWell(page, page.getByText('Rainbond is uninstalled'), 5 * 60_000);
  const left = await lab.kubectl(
    'node1',
    'get namespaces,customresourcedefinitions,clusterroles -o name | grep -i -E "rbd-system|rainbond" || true',
  );
  expect(left.trim()).toBe('');
  const nodes = await lab.kubectl('node1', "get nodes --no-headers | awk '{print $2}'");
  expect(nodes.trim().split('\n')).toEqual(['Ready', 'Ready', 'Ready']);
}

/** ms without an answer through the entry; null: it never came back. */
export type Outage = { console: number | null; application: number | null };

/** Pulls a host's plug while console and application are asked through the entry, and switches it on again; until all is as before. */
export async function killUnderLoad(facts: LabFacts, name: string): Promise<Outage> {
  const address = applicationVip(facts);
  const polling = startPolling([
    { name: 'console', url: `http://${address}:7070/`, good: (body) => /rbd-app-ui/.test(body) },
    {
      name: 'application',
      url: `http://${address}/`,
      host: application.host,
      good: (body) => /^hello from/.test(body),
    },
  ]);
  await sleep(3_000);
  await lab.run('kill', name);
  const killed = Number(await readFile(`${labDir}/hosts/${name}/killed-at`, 'utf8'));
  const answers = (key: string) => (polling.samples[key] ?? []).filter(({ sent }) => sent > Date.now() - 10_000);
  // Over when both answered for ten seconds on end; a host that is gone is noticed after 40 s at the earliest (node monitor's grace).
  await sleep(60_000);
  const deadline = Date.now() + 5 * 60_000;
  while (['console', 'application'].some((key) => answers(key).some(({ good }) => !good))) {
    if (Date.now() > deadline) break;
    await sleep(1_000);
  }
  const samples = await polling.stop();
  await lab.run('start', name);
  await allReady(name);
  return {
    console: outageMs(samples.console ?? [], killed),
    application: outageMs(samples.application ?? [], killed),
  };
}

/** Every node Ready and every pod of Rainbond and of the application too: the next loss finds the cluster whole. */
async function allReady(name: string): Promise<void> {
  const other = name === 'node1' ? 'node2' : 'node1';
  const state = async () => {
    const nodes = await lab.kubectl(other, "get nodes --no-headers | grep -vc ' Ready ' || true");
    const pods = await lab.kubectl(
      other,
      `get pods -A --no-headers | grep -Ev ' (Completed|Terminating) ' | awk '{split($3, n, "/"); if (n[1] != n[2]) print $2}'`,
    );
    return `${nodes.trim()} nodes not ready; pods: ${pods.trim().split('\n').filter(Boolean).join(' ')}`;
  };
  await expect.poll(state, { timeout: 5 * 60_000, intervals: [2_000] }).toBe('0 nodes not ready; pods: ');
}
