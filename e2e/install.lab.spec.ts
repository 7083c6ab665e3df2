import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, install, pageErrors, planForLab, review, saved } from './journey';
import { type LabFacts, lab } from './lab';

/**
 * The whole way: three bare hosts become a highly available cluster from the browser, while the console is killed in the middle and
 * every SSH connection is cut once. Then, from outside the product: the cluster is what the page says, and it survives
 * the loss of the host that holds the VIP.
 */
test.describe.configure({ mode: 'serial' });

let facts: LabFacts;
let running: RunningConsole;
let page: Page;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(10 * 60_000);
  await lab.run('bundle');
  facts = await lab.fresh(3);
  running = await startConsole();
  page = await browser.newPage();
  errors = pageErrors(page);
});
test.afterAll(async () => {
  if (process.env.SLIPWAY_E2E_KEEP) return;
  await running?.stop();
  await lab.run('down');
});

const phases = () => page.getByRole('navigation', { name: 'Phases' });
const succeeded = () => page.getByText('Kubernetes runs on 3 nodes');

test('the owner makes an account, and three hosts become a plan that nothing blocks', async () => {
  await createOwner(page, running.ownerLink);
  await planForLab(page, facts);
  await expect(page.getByText(/blocking finding/)).toHaveCount(0);
  await saved(page);
});

test('the review shows what will run on each host, with the overrides merged', async () => {
  await review(page);
  for (const host of facts.hosts) await expect(page.getByText(host.name, { exact: true }).first()).toBeVisible();
  await page.getByPlaceholder('Find in all files').fill('failCgroupV1');
  await expect(page.getByText(/Found in \d+ file/)).toBeVisible();
  await page.getByPlaceholder('Find in all files').fill('');
});

test('the install ends by itself though the console is killed and every SSH connection cut', async () => {
  test.setTimeout(12 * 60_000);
  await install(page);
  await expect(page.getByText(/imported|unpack/i).first()).toBeVisible({ timeout: 4 * 60_000 });
  await running.kill();
  await running.restart();
  await lab.run('drop-ssh');
  await expect(succeeded()).toBeVisible({ timeout: 10 * 60_000 });
});

test('no act ran twice, and the log has every line once', async () => {
  const log = await page.evaluate(() => {
    const store = (
      globalThis as unknown as { slipwayLog: { lastSeq: number; text(seq: number): string; step(seq: number): string } }
    ).slipwayLog;
    return Array.from({ length: store.lastSeq }, (_none, index) => ({
      seq: index + 1,
      step: store.step(index + 1),
      text: store.text(index + 1),
    }));
  });
  expect(log.length).toBeGreaterThan(100);
  const started = await startedUnits();
  expect(started.length).toBeGreaterThan(10);
  expect(new Set(started).size).toBe(started.length);
});

/** "host unit" for every transient unit that systemd started for Slipway, from the hosts' own journals. */
async function startedUnits(): Promise<string[]> {
  const all: string[] = [];
  for (const host of facts.hosts) {
    const claims = await lab.ssh(host.name, "find /var/lib/slipway -path '*/runs/*' -name started | sort");
    all.push(
      ...claims
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((claim) => `${host.name} ${claim.replace(/\/\d+\/started$/, '')}`),
    );
  }
  return all;
}

test('kubectl sees three nodes Ready and etcd three voting members', async () => {
  const nodes = await lab.kubectl('node1', "get nodes --no-headers | awk '{print $2}'");
  expect(nodes.trim().split('\n')).toEqual(['Ready', 'Ready', 'Ready']);
  const members = JSON.parse(
    await lab.kubectl(
      'node1',
      '-n kube-system exec etcd-node1 -- etcdctl --cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/peer.crt --key /etc/kubernetes/pki/etcd/peer.key --endpoints https://127.0.0.1:2379 member list -w json',
    ),
  ) as { members: { isLearner?: boolean }[] };
  expect(members.members.filter((member) => !member.isLearner)).toHaveLength(3);
});

test('nothing of the run’s secrets is left on the hosts or in the log', async () => {
  for (const host of facts.hosts) {
    const left = await lab.ssh(host.name, 'find /run/slipway -type f 2>/dev/null | wc -l');
    expect(left.trim()).toBe('0');
  }
  const text = await page.evaluate(() => {
    const store = (globalThis as unknown as { slipwayLog: { lastSeq: number; text(seq: number): string } }).slipwayLog;
    return Array.from({ length: store.lastSeq }, (_none, index) => store.text(index + 1)).join('\n');
  });
  expect(text).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/);
  expect(text).not.toMatch(/certificate-key\s+[0-9a-f]{64}/);
});

test('running the finished install again changes nothing, in under 20 s', async () => {
  await page.goto(page.url().replace(/\/runs\/.*/, '/review'));
  await expect(page.getByRole('button', { name: 'Run again on 3 hosts' })).toBeEnabled({ timeout: 30_000 });
  const pressed = await install(page);
  await expect(page.getByText('Nothing had to be changed')).toBeVisible({ timeout: 60_000 });
  console.log(`second run: ${((Date.now() - pressed) / 1000).toFixed(1)} s`);
});

test('the cluster survives the loss of the host that holds the VIP', async () => {
  test.setTimeout(5 * 60_000);
  const failover = await lab.failover();
  console.log(`outage: readyz ${failover.readyz.outageMs} ms, writes ${failover.write.outageMs} ms`);
  expect(failover.vipNow).not.toBeNull();
  expect(failover.readyz.outageMs).not.toBeNull();
  expect(failover.write.outageMs).not.toBeNull();
  expect(failover.backMs).not.toBeNull();
  expect(failover.etcdHealthyAfter).toBe(true);
});

test('the page threw no error of its own', () => {
  // Cut connections are what was asked for; what is left would be a defect.
  expect(errors.filter((error) => !/WebSocket|ERR_CONNECTION|Failed to fetch|net::/.test(error))).toEqual([]);
  expect(phases()).toBeTruthy();
});
