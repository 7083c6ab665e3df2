import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Report, Result } from '@/lib/preflight/result';
import { type RunningConsole, startConsole } from './console';
import { createOwner, owner, pageErrors, planForLab, saved } from './journey';
import { type LabFacts, lab } from './lab';

/**
 * Preflight on three bare hosts of which two are in a bad way: results come in while it runs, each condition is found with its values and
 * stops Install on the server, one is mended from the page, and a host that is cut off in the middle turns nothing green.
 */
test.describe.configure({ mode: 'serial' });

let facts: LabFacts;
let running: RunningConsole;
let page: Page;
/** The same plan's review, drawn before anything was found. */
let reviewed: Page;
let errors: string[];
let planUrl: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(10 * 60_000);
  await lab.run('bundle');
  facts = await lab.fresh(3);
  running = await startConsole();
  const context = await browser.newContext();
  page = await context.newPage();
  errors = pageErrors(page);
  reviewed = await context.newPage();
});
test.afterAll(async () => {
  if (process.env.SLIPWAY_E2E_KEEP) return;
  await running?.stop();
  await lab.run('down');
});

const blocked = /blocking findings? to mend/;
const findings = () => page.getByRole('region', { name: 'Findings' });
const group = (title: string) => findings().getByRole('button', { name: title });
const square = (check: string, host: string) => page.locator(`[data-check="${check}"][data-host="${host}"]`);
const detail = (check: string) => page.getByRole('region', { name: check, exact: true });
const passed = () => page.locator('[data-check][aria-label*=": passed"]');
const atWork = () => page.getByRole('button', { name: 'Stop', exact: true });
const again = () => page.getByRole('button', { name: 'Check again' }).first();
const progress = async () => {
  const bar = page.getByRole('progressbar', { name: 'Checks done' });
  return {
    done: Number(await bar.getAttribute('aria-valuenow')),
    all: Number(await bar.getAttribute('aria-valuemax')),
  };
};
async function exported(): Promise<Report> {
  const answer = await page.request.get(`${running.url}/api/plans/${planUrl.split('/').at(-1)}/preflight?format=json`);
  expect(answer.ok()).toBe(true);
  return answer.json();
}
const of = (report: Report, check: string, host: string): Result => {
  const found = report.results.find((one) => one.check === check && one.host === host);
  if (!found) throw new Error(`no ${check} of ${host} in the report`);
  return found;
};
const changed = (before: Report, after: Report): Result[] =>
  after.results.filter((one, index) => JSON.stringify(one) !== JSON.stringify(before.results[index]));
const blocking = ({ results }: Report) =>
  results
    .filter((one) => one.state === 'finding' && one.severity === 'block')
    .map(({ check, host }) => `${check} ${host}`);
/** Until it is over, in seconds. */
async function ended(): Promise<number> {
  const began = Date.now();
  await expect(atWork()).toBeHidden({ timeout: 100_000 });
  await expect(again()).toBeEnabled();
  return (Date.now() - began) / 1000;
}
async function pressed(button: Locator): Promise<void> {
  await button.click();
  await expect(atWork()).toBeVisible();
}

test('a new user plans for three hosts, which are in a bad way', async () => {
  await createOwner(page, running.ownerLink);
  await planForLab(page, facts);
  await saved(page);
  planUrl = page.url().split('?')[0] ?? '';
  // The hosts share one disk with whatever else this machine does: how fast that is says nothing here.
  for (const { name } of facts.hosts)
    await lab.ssh(name, 'mkdir -p /var/lib/etcd && mount -t tmpfs -o size=64g tmpfs /var/lib/etcd');
  await lab.ssh('node1', `echo '203.0.113.9 node2' >> /etc/hosts`);
  await lab.ssh('node2', `mkdir -p /etc/kubernetes && echo 'of another cluster' > /etc/kubernetes/admin.conf`);
  await lab.ssh(
    'node3',
    `cp /etc/machine-id /etc/machine-id.own; echo '${await machineId('node2')}' > /etc/machine-id`,
  );
  await lab.ssh(
    'node3',
    `systemd-run --quiet --collect --unit=squatter perl -MSocket -e 'socket S,2,1,0; bind S, pack_sockaddr_in(6443, INADDR_ANY) or die; listen S,9; sleep 600'`,
  );
});
const machineId = async (node: string) => (await lab.ssh(node, 'cat /etc/machine-id')).trim();

test('the review of a plan that nobody has checked can be installed', async () => {
  await reviewed.goto(`${planUrl}/review`);
  await expect(reviewed.getByRole('button', { name: 'Install on 3 hosts' })).toBeEnabled({ timeout: 30_000 });
});

test('results come in while it runs, and then all of it has an answer', async () => {
  await page.goto(`${planUrl}/preflight`);
  await pressed(page.getByRole('button', { name: 'Check 3 hosts' }));
  await expect
    .poll(
      async () => {
        const { done, all } = await progress();
        return done > 20 && done < all && (await passed().count()) > 20;
      },
      { intervals: [100], timeout: 60_000 },
    )
    .toBe(true);
  await expect(atWork()).toBeVisible();
  console.log(`preflight of three hosts: ${(await ended()).toFixed(1)} s`);
  const { done, all } = await progress();
  expect(done).toBe(all);
});

const titles = {
  'etc-hosts.valid': '/etc/hosts leads the plan’s names astray',
  'leftover.k8s': 'An earlier Kubernetes is configured',
  'machine-id.unique': 'Hosts have the same machine ID',
  'port.local.free': 'A port that the host needs is taken',
};

test('each bad condition is found on its hosts with its values, and nothing else blocks', async () => {
  const report = await exported();
  expect(blocking(report).sort()).toEqual([
    'etc-hosts.valid node1',
    'leftover.k8s node2',
    'machine-id.unique node2',
    'machine-id.unique node3',
    'port.local.free node3',
  ]);
  expect(of(report, 'etc-hosts.valid', 'node1')).toMatchObject({ values: { wrong: 'node2 → 203.0.113.9' } });
  expect(of(report, 'leftover.k8s', 'node2')).toMatchObject({ values: { items: '/etc/kubernetes/admin.conf' } });
  const shared = await machineId('node2');
  expect(of(report, 'machine-id.unique', 'node3')).toMatchObject({ values: { found: shared, others: 'node2' } });
  expect(of(report, 'port.local.free', 'node3')).toMatchObject({
    values: { listener: '6443/tcp', process: 'perl', unit: 'squatter.service' },
  });
});

test('the page says what blocks first, and the same finding of two hosts once', async () => {
  const all = await findings().getByRole('listitem').allInnerTexts();
  const blockers = all.filter((text) => text.startsWith('blocks'));
  expect(blockers).toHaveLength(4);
  expect(all.slice(0, 4)).toEqual(blockers);
  for (const title of Object.values(titles)) await expect(group(title)).toHaveCount(1);
  await expect(group(titles['machine-id.unique'])).toContainText('2 hosts');
  await expect(group(titles['port.local.free'])).toContainText(
    '6443/tcp, for the control plane, is held by perl (squatter.service)',
  );
  await group(titles['etc-hosts.valid']).click();
  const row = detail('/etc/hosts').getByRole('row', { name: 'node1' });
  await expect(row).toContainText('node2 → 203.0.113.9');
  await expect(detail('/etc/hosts')).toContainText('the plan’s addresses, localhost');
  await expect(page.getByText('5 blocking findings to mend before anything is installed')).toBeVisible();
});

test('the server refuses the install, whatever a page from before still offers', async () => {
  await reviewed.getByRole('button', { name: 'Install on 3 hosts' }).click();
  await expect(reviewed.getByText('5 findings block the install.')).toBeVisible({ timeout: 30_000 });
  await expect(reviewed).toHaveURL(/\/review$/);
  await reviewed.reload();
  await expect(reviewed.getByRole('button', { name: 'Install on 3 hosts' })).toBeDisabled();
});

test('a fix shows its script or its change of a file, runs from the page, and is checked again by itself', async () => {
  await group(titles['leftover.k8s']).click();
  await expect(detail('Earlier Kubernetes').getByText('put_aside /etc/kubernetes', { exact: true })).toBeVisible();
  await group(titles['etc-hosts.valid']).click();
  await expect(detail('/etc/hosts').getByText('Change of /etc/hosts')).toBeVisible();
  await expect(detail('/etc/hosts').getByText('- 203.0.113.9 node2', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Fix on 1 host' }).click();
  await expect(page.getByRole('link', { name: 'Open run 1' })).toBeVisible();
  await expect(square('etc-hosts.valid', 'node1')).toHaveAccessibleName(/: passed/, { timeout: 30_000 });
  await expect(group(titles['etc-hosts.valid'])).toHaveCount(0);
  const now = await lab.ssh('node1', 'cat /etc/hosts /etc/hosts.slipway');
  expect(now).toContain('# slipway: 203.0.113.9 node2\n');
  expect(now).toContain('\n203.0.113.9 node2\n');
  await ended();
});

test('one check is checked again, and the others keep their time', async () => {
  const before = await exported();
  await lab.ssh('node3', 'systemctl stop squatter');
  await group(titles['port.local.free']).click();
  // One check is over before anybody sees that it runs: what it changes is waited for.
  await detail('Ports of the host’s roles are free').getByRole('button', { name: 'Check again' }).click();
  await expect(square('port.local.free', 'node3')).toHaveAccessibleName(/: passed/, { timeout: 30_000 });
  await ended();
  const after = await exported();
  // Getting there answers for access as well.
  const anew = changed(before, after).filter(({ check }) => !/^(ssh|sudo|host)\./.test(check));
  expect(anew.map(({ check, host }) => `${check} ${host}`)).toEqual(
    facts.hosts.map(({ name }) => `port.local.free ${name}`),
  );
});

test('one host is checked again, and the others keep their time', async () => {
  const before = await exported();
  await lab.ssh('node2', 'rm -r /etc/kubernetes');
  await group(titles['leftover.k8s']).click();
  await pressed(page.getByRole('button', { name: 'Check node2 again' }));
  await expect(square('leftover.k8s', 'node2')).toHaveAccessibleName(/: passed/, { timeout: 60_000 });
  await ended();
  const after = await exported();
  const anew = changed(before, after);
  expect(anew.filter(({ host }) => host === 'node2').length).toBeGreaterThan(60);
  // Comparisons and what hosts do together need all of them; what a host says of itself is asked on that one alone.
  for (const check of ['leftover.k8s', 'mem.min', 'port.local.free'])
    expect(anew.filter((one) => one.check === check).map(({ host }) => host)).toEqual(['node2']);
  expect(of(after, 'machine-id.unique', 'node2')).toMatchObject({ state: 'finding', values: { others: 'node3' } });
});

test('a warning is kept with a reason and a name, which a reload doesn’t lose', async () => {
  await group('The host is a container').click();
  await page.getByRole('button', { name: 'Keep the warning' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('A reason is needed')).toBeVisible();
  await page.getByLabel('Why it is kept').fill('Hosts of a lab');
  await page.getByRole('button', { name: 'Keep it' }).click();
  const record = page.getByText(new RegExp(`^Kept by ${owner.name} on .*: Hosts of a lab$`));
  await expect(record).toBeVisible();
  await page.reload();
  await group('The host is a container').click();
  await expect(record).toBeVisible();
});

test('the report leaves as JSON and as a page to print', async () => {
  await page.getByRole('button', { name: 'Export report' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As JSON' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('lab-preflight.json');
  const report: Report = JSON.parse(Buffer.concat(await (await download.createReadStream()).toArray()).toString());
  expect(blocking(report).sort()).toEqual(['machine-id.unique node2', 'machine-id.unique node3']);
  await page.getByRole('button', { name: 'Export report' }).click();
  const opening = page.waitForEvent('popup');
  await page.getByRole('menuitem', { name: 'As a page to print' }).click();
  const printed = await opening;
  await expect(printed.getByRole('heading', { name: titles['machine-id.unique'] })).toBeVisible();
  await expect(printed.getByText(/^Kept by .* Hosts of a lab$/).first()).toBeVisible();
  await printed.close();
});

test('a host that is cut off in the middle turns nothing green, and it ends within its time', async () => {
  await pressed(again());
  await expect
    .poll(() => square('ssh.reach', 'node3').getAttribute('aria-label'), { timeout: 30_000, intervals: [50] })
    .toMatch(/: passed/);
  await lab.run('cut', 'node3');
  // What it said before may be read a moment later.
  const cutAt = Date.now() + 500;
  const left = await ended();
  console.log(`with node3 cut off it ended after another ${left.toFixed(1)} s`);
  await lab.run('heal', 'node3');
  const report = await exported();
  expect(report.state).toBe('finished');
  expect((report.finishedAt ?? 0) - report.startedAt).toBeLessThan(report.deadlineSeconds * 1000);
  expect(report.hosts.find(({ name }) => name === 'node3')).toMatchObject({ state: 'failed' });
  const after = report.results.filter((one) => one.host === 'node3' && (!('at' in one) || one.at > cutAt));
  expect(after.length).toBeGreaterThan(8);
  expect(after.filter(({ state }) => state !== 'not-run')).toEqual([]);
  await expect(page.getByRole('row', { name: /^node3/ }).first()).toContainText('not reached');
});

test('when all is mended nothing blocks, and the plan can be installed', async () => {
  await lab.ssh('node3', 'mv /etc/machine-id.own /etc/machine-id');
  await pressed(again());
  await ended();
  expect(blocking(await exported())).toEqual([]);
  await expect(page.getByText(blocked)).toHaveCount(0);
  await page.getByRole('link', { name: 'Review and install' }).click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByRole('button', { name: 'Install on 3 hosts' })).toBeEnabled({ timeout: 30_000 });
});

test('nothing of a preflight stays on the hosts, and the page threw no error of its own', async () => {
  for (const { name } of facts.hosts) {
    const left = 'ls -d /run/slipway-pr* /tmp/slipway* 2>/dev/null; pgrep -fa "slipway[-_](probe|reap)"; true';
    await expect.poll(() => lab.ssh(name, left), { timeout: 60_000 }).toBe('');
  }
  expect(errors).toEqual([]);
});
