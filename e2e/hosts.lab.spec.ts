import { expect, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import {
  checkHosts,
  createOwner,
  factsRead,
  field,
  install,
  newCredential,
  newEmptyPlan,
  openStep,
  overridesAndArtifacts,
  pasteHosts,
  saved,
} from './journey';
import { type LabFacts, lab } from './lab';
import { expectWholeLog, readLikeAPerson } from './run-log';

/** What goes wrong between the console and a real host, each said at the host; and a step that fails and is retried. */
test.describe.configure({ mode: 'serial' });

let facts: LabFacts;
let running: RunningConsole;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(10 * 60_000);
  await lab.run('bundle');
  facts = await lab.fresh(1);
  running = await startConsole();
  page = await browser.newPage();
  await createOwner(page, running.ownerLink);
  await newEmptyPlan(page, 'wrong');
});
test.afterAll(async () => {
  await running?.stop();
  await lab.run('down');
});

/** What is said about a field, found the way a screen reader finds it. */
const saidAt = async (path: string) =>
  page.locator(`[id="${await field(page, path).getAttribute('aria-describedby')}"]`);
const password = (name: string) => facts.users.find((user) => user.name === name)?.password ?? '';
const signInAs = async (user: string) => {
  await page.getByLabel('User', { exact: true }).first().fill(user);
};

test('a wrong password is said at the host', async () => {
  await pasteHosts(page, `node1 ${facts.hosts[0]?.address}`);
  await newCredential(page, { name: 'wrong-password', password: 'not this' });
  await checkHosts(page);
  await page.getByRole('button', { name: 'Accept node1' }).click({ timeout: 30_000 });
  await expect(page.getByText(/root is not let in/)).toBeVisible({ timeout: 30_000 });
});

test('a user without sudo is said at the host', async () => {
  await newCredential(page, { name: 'plain', password: password('plain') });
  await signInAs('plain');
  await checkHosts(page);
  await expect(page.getByText(/plain may not become root with sudo/)).toBeVisible({ timeout: 30_000 });
});

test('a user whose sudo asks for a password, with quotes and more in it, is let in', async () => {
  await newCredential(page, { name: 'deploy', password: password('deploy') });
  await signInAs('deploy');
  await checkHosts(page);
  await expect(page.getByText(/vCPU/).first()).toBeVisible({ timeout: 30_000 });
});

test('an address where nobody answers is said at the host', async () => {
  const address = facts.hosts[0]?.address ?? '';
  await field(page, 'hosts.0.address').fill(address.replace(/\.\d+$/, '.251'));
  await checkHosts(page);
  await expect(page.getByText(/no route to|does not answer/).first()).toBeVisible({ timeout: 40_000 });
  await field(page, 'hosts.0.address').fill(address);
});

test('a VIP outside the subnet that the host is in is an error at the VIP', async () => {
  await openStep(page, 'Entry');
  await field(page, 'entry.api.address').fill('192.168.5.5');
  const said = (await saidAt('entry.api.address')).locator('[data-severity="block"]');
  await expect(said).toContainText('192.168.5.5');
  await expect(said).toContainText(`${facts.hosts[0]?.address.replace(/\.\d+$/, '.0')}/24`);
  await field(page, 'entry.api.address').fill(facts.vip);
  await expect(said).toHaveCount(0);
  await openStep(page, 'Hosts and roles');
});

test('a step that finds no space names what is needed, and goes on when retried', async () => {
  test.setTimeout(5 * 60_000);
  await newCredential(page, { name: 'root', password: facts.ssh.password });
  await signInAs('root');
  await checkHosts(page);
  await expect(page.getByText(/vCPU/).first()).toBeVisible({ timeout: 30_000 });
  // The older VRRP, with its password: the install on three hosts takes the newer one.
  await openStep(page, 'Entry');
  await page.getByRole('radio', { name: /^VRRP version 2/ }).click();
  await overridesAndArtifacts(page, facts);
  await lab.ssh('node1', 'mkdir -p /var/lib/slipway && mount -t tmpfs -o size=24m tmpfs /var/lib/slipway');
  await page.goto(`${page.url().split('?')[0]}/review`);
  await expect(page.getByRole('button', { name: 'Install on 1 host' })).toBeEnabled({ timeout: 30_000 });
  await install(page);
  await expect(
    page.getByRole('heading', { name: /^(Container runtime|kubelet and kubeadm) failed on node1$/ }),
  ).toBeVisible({
    timeout: 4 * 60_000,
  });
  await expect(page.getByText('no space left', { exact: true })).toBeVisible();
  await expect(
    page.getByText(/^No room for (containerd-|kube)\S+: found \S+ [KM]iB free in \S+, needed \d+ MiB\./),
  ).toBeVisible();
  // Following, it is the end of the log that is in sight, whatever card has appeared above it.
  await expect(page.getByRole('log').getByText('run failed', { exact: true })).toBeInViewport();
});

test('a failed script names its command, and the first attempt stays beside the retry', async () => {
  test.setTimeout(5 * 60_000);
  // A folder where a program belongs: the archive can't be unpacked over it.
  // Somebody may still be looking into the full file system, a moment after the run has failed.
  await lab.ssh('node1', 'for i in $(seq 50); do umount /var/lib/slipway && break; sleep 0.2; done');
  expect(await lab.ssh('node1', 'mount')).not.toContain('/var/lib/slipway');
  await lab.ssh('node1', 'rm -f /usr/local/bin/ctr; mkdir -p /usr/local/bin/ctr/in-the-way');
  await page
    .getByRole('button', { name: /^Retry (all \d+ failed steps|.* on node1)$/ })
    .first()
    .click();
  await expect(page.getByText('A command of its script ended with an error.')).toBeVisible({ timeout: 4 * 60_000 });
  await expect(page.getByText('Failing command')).toBeVisible();
  await expect(page.getByText(/tar /).first()).toBeVisible();
  await lab.ssh('node1', 'rm -rf /usr/local/bin/ctr');
  await page
    .getByRole('button', { name: /^Retry (all \d+ failed steps|.* on node1)$/ })
    .first()
    .click();
  await expect(page.getByText(/attempt [23]/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel(/, attempt 1 failed after /).first()).toBeAttached();
});

test('a cancelled run stops, and says that what is done stays', async () => {
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run on 1 host' }).click();
  await expect(page.getByRole('heading', { name: 'Run cancelled' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/steps were done and stay on the hosts/)).toBeVisible();
});

test('the cancelled run goes on to its end, and the attempts that failed stay in its log', async () => {
  test.setTimeout(6 * 60_000);
  await page.getByRole('button', { name: 'Go on with this run' }).click();
  await expect(page.getByText('Kubernetes runs on 1 node')).toBeVisible({ timeout: 5 * 60_000 });
  expect((await lab.kubectl('node1', "get nodes --no-headers | awk '{print $2}'")).trim()).toBe('Ready');
  await expect(page.getByLabel(/, attempt 1 failed after /).first()).toBeAttached();
  await readLikeAPerson(page, await expectWholeLog(page), 'node1');
});

test('a worker joins the finished cluster in a later run, and what was done before is left alone', async () => {
  test.setTimeout(6 * 60_000);
  await lab.run('up', '2');
  facts = await lab.facts(2);
  await page.goto(page.url().replace(/\/runs\/.*/, ''));
  await page.getByRole('button', { name: 'Add hosts' }).click();
  await pasteHosts(page, `node2 ${facts.hosts[1]?.address}`);
  await page.getByRole('group', { name: 'Roles of node2' }).getByRole('button', { name: 'worker' }).click();
  await checkHosts(page);
  await page.getByRole('button', { name: 'Accept node2' }).click({ timeout: 30_000 });
  await factsRead(page, 'node2');
  await saved(page);
  const before = await lab.ssh('node1', 'stat -c %Y /etc/kubernetes/pki/ca.crt');
  await page.goto(`${page.url().split('?')[0]}/review`);
  await expect(page.getByRole('button', { name: /^(Install|Run again) on 2 hosts$/ })).toBeEnabled({ timeout: 30_000 });
  await install(page);
  await expect(page.getByText('Kubernetes runs on 2 nodes')).toBeVisible({ timeout: 5 * 60_000 });
  const nodes = await lab.kubectl('node1', "get nodes --no-headers | awk '{print $1, $2, $3}'");
  expect(nodes.trim().split('\n')).toEqual(['node1 Ready control-plane,worker', 'node2 Ready worker']);
  expect(await lab.ssh('node1', 'stat -c %Y /etc/kubernetes/pki/ca.crt')).toBe(before);
});

test('VRRP 2 carries a password of the plan’s own, which only root can read', async () => {
  const config = await lab.ssh(
    'node1',
    'stat -c %a /etc/keepalived/keepalived.conf; cat /etc/keepalived/keepalived.conf',
  );
  expect(config).toMatch(/^600\n/);
  expect(config).toMatch(/vrrp_version 2\n/);
  expect(config).toMatch(/auth_pass \S{8}\n/);
  expect(await lab.ssh('node1', 'ip -4 -o address show')).toContain(` ${facts.vip}/`);
});

test('a changed host key is a hard stop with both fingerprints', async () => {
  const before = facts.hosts[0]?.hostKeys ?? [];
  await lab.ssh('node1', 'rm -f /etc/ssh/ssh_host_*; ssh-keygen -q -A; systemctl restart ssh');
  await page.goto(page.url().replace(/\/runs\/.*/, ''));
  await checkHosts(page);
  await expect(page.getByText(/node1 shows another key than the one that was accepted/)).toBeVisible({
    timeout: 30_000,
  });
  const shown = await page.getByText(/SHA256:/).allInnerTexts();
  const after = (await lab.facts(2)).hosts[0]?.hostKeys ?? [];
  const shows = (keys: { fingerprint: string }[]) =>
    keys.some((key) => shown.some((text) => text.includes(key.fingerprint)));
  expect(shows(before)).toBe(true);
  expect(shows(after)).toBe(true);
  await expect(page.getByRole('button', { name: /^Accept/ })).toHaveCount(0);
});
