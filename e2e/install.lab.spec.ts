import { expect, type Page, test } from '@playwright/test';
import type { Report } from '@/lib/preflight/result';
import { type RunningConsole, startConsole } from './console';
import { createOwner, install, pageErrors, planForLab, review, saved } from './journey';
import { type LabFacts, lab } from './lab';
import {
  applicationVip,
  deployApplication,
  killUnderLoad,
  mysql,
  planRainbond,
  rainbondRuns,
  startMysql,
  storageForRainbond,
  uninstallRainbond,
} from './rainbond';
import { endsWell, expectWholeLog, lastStored, linesInPage, readLikeAPerson, scrollUpAndBack } from './run-log';

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

/** What must never be in a log, each with something that it has to find. */
const secrets = [
  { shape: /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/, example: 'kubeadm join --token abcdef.0123456789abcdef' },
  { shape: /certificate-?key\s*:?\s*[0-9a-f]{64}/i, example: `--certificate-key ${'0f'.repeat(32)}` },
  { shape: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, example: '-----BEGIN RSA PRIVATE KEY-----' },
  { shape: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{20}/, example: btoa('-----BEGIN EC PRIVATE KEY-----\nMHcC') },
];
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
  await scrollUpAndBack(page);
  // The moment at which most can go wrong: the first control plane is there, and another is joining it.
  await expect.poll(() => acts('node1', 'kubeadm-init', 'ended'), { timeout: 4 * 60_000 }).toHaveLength(1);
  await expect
    .poll(async () => [...(await acts('node2', 'join-*', 'running')), ...(await acts('node3', 'join-*', 'running'))], {
      timeout: 60_000,
      intervals: [200],
    })
    .not.toEqual([]);
  await running.kill();
  const before = running.output().length;
  await running.restart();
  expect(running.output().slice(before)).toContain('PostgreSQL taken over, it was still running');
  const lines = await lastStored(page);
  await expect.poll(() => lastStored(page), { timeout: 60_000 }).toBeGreaterThan(lines);
  // The first lines of a new console may come before it has a connection that could be cut: cut until one was.
  const lost = async () => {
    await lab.run('drop-ssh');
    await page.waitForTimeout(1500);
    return (await linesInPage(page)).filter(({ text }) => /^connection to node\d lost/.test(text)).length;
  };
  await expect.poll(lost, { timeout: 60_000, intervals: [500] }).toBeGreaterThan(0);
  await endsWell(page, succeeded(), 10 * 60_000);
});

test('no act ran twice, and after a reload the log has every line once', async () => {
  await expectWholeLog(page);
  const started = await startedUnits();
  expect(started.length).toBeGreaterThan(10);
  expect(new Set(started).size).toBe(started.length);
});

test('nodes becoming Ready, pods and events are told by Kubernetes itself', async () => {
  const told = (await linesInPage(page)).filter(({ step }) => step === 'kubernetes').map(({ text }) => text);
  for (const host of facts.hosts)
    expect(told.filter((text) => new RegExp(`^node ${host.name}: (joined, )?Ready$`).test(text))).not.toEqual([]);
  expect(told.filter((text) => /coredns-\S+: Ready/.test(text))).not.toEqual([]);
  expect(
    told.filter((text) =>
      /^pod \S+: (Warning )?(Scheduled|Pulled|Created|Started|Killing|Unhealthy|BackOff)\b/.test(text),
    ),
  ).not.toEqual([]);
});

test('the log can be filtered and searched, with few rows in the document', async () => {
  await readLikeAPerson(page, await linesInPage(page), 'node2');
});

test('the kubeconfig that is downloaded names the VIP as server', async () => {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download kubeconfig' }).first().click();
  const stream = await (await waiting).createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(text).toContain(`server: https://${facts.vip}:6443`);
  expect(text).toContain('client-key-data:');
});

/** Steps of that name (a shell pattern) whose act runs on the host, or has ended there: read on the host itself. */
async function acts(node: string, step: string, state: 'running' | 'ended'): Promise<string[]> {
  const found = await lab.ssh(
    node,
    `for d in /var/lib/slipway/*/runs/*/${step}~${node}/*; do [ -e $d/started ] || continue; [ -e $d/exit ] && s=ended || s=running; [ $s = ${state} ] && basename $(dirname $d); done; true`,
  );
  return found.trim().split('\n').filter(Boolean);
}

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
  const text = (await linesInPage(page)).map((line) => line.text).join('\n');
  for (const { shape, example } of secrets) {
    expect(example).toMatch(shape);
    expect(text).not.toMatch(shape);
  }
  // What was taken out left its mark, so the log did go through that.
  expect(text).toContain('[redacted]');
});

test('running the finished install again changes nothing', async () => {
  const before = await startedUnits();
  await page.goto(page.url().replace(/\/runs\/.*/, '/review'));
  await expect(page.getByRole('button', { name: 'Run again on 3 hosts' })).toBeEnabled({ timeout: 30_000 });
  const pressed = await install(page);
  await expect(page.getByText('Nothing had to be changed')).toBeVisible({ timeout: 60_000 });
  console.log(`second run: ${((Date.now() - pressed) / 1000).toFixed(1)} s (wanted: under 20 s)`);
  await expect(page.getByText(/^All \d+ steps were found as wanted\./)).toBeVisible();
  expect(await startedUnits()).toEqual(before);
});

test('preflight on the installed cluster finds nothing that blocks: its ports, its VIP and its files are this plan’s own', async () => {
  const plan = page.url().match(/^.*\/plans\/[0-9a-f-]{36}/)?.[0] ?? '';
  await page.goto(`${plan}/preflight`);
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  await page.getByRole('button', { name: 'Check 3 hosts' }).click();
  await expect(stop).toBeVisible();
  await expect(stop).toBeHidden({ timeout: 150_000 });
  const answer = await page.request.get(`${plan.replace('/plans/', '/api/plans/')}/preflight?format=json`);
  const { results }: Report = await answer.json();
  const of = (check: string) => results.filter((result) => result.check === check);
  for (const result of results)
    if (result.state === 'finding' && result.severity !== 'info')
      console.log(`${result.severity} ${result.check} ${result.host} ${JSON.stringify(result.values)}`);
    else if (result.state === 'not-run')
      console.log(`not run ${result.check} ${result.host} ${result.reason} ${JSON.stringify(result.values)}`);
  const blocking = results.filter((result) => result.state === 'finding' && result.severity === 'block');
  expect(blocking).toEqual([]);
  for (const check of ['port.local.free', 'port.pair', 'vip.free', 'vip.vrid', 'leftover.k8s', 'leftover.keepalived'])
    expect(of(check).map(({ state }) => state)).toEqual(['passed', 'passed', 'passed']);
  // They passed because somebody looked: what is there was seen, and known as this plan's.
  expect(of('port.local.free').every((one) => 'values' in one && Number(one.values.own) >= 8)).toBe(true);
  for (const result of of('leftover.k8s')) expect(result).toMatchObject({ values: { owner: 'plan' } });
  const holder = (
    await Promise.all(
      facts.hosts.map(async ({ name }) =>
        (await lab.ssh(name, 'ip -4 -o address')).includes(` ${facts.vip}/`) ? [name] : [],
      ),
    )
  ).flat();
  for (const result of of('vip.free')) expect(result).toMatchObject({ values: { by: 'plan', owner: holder[0] } });
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

test('Rainbond comes onto it: the same plan with an entry, a class, a database and Rainbond, installed again', async () => {
  test.setTimeout(16 * 60_000);
  const database = await startMysql();
  await page.goto(page.url().match(/^.*\/plans\/[0-9a-f-]{36}/)?.[0] ?? '');
  await planRainbond(page, facts, database);
  await review(page);
  // The console will ask for storage that nobody provides: said while it happens, mended, and the same run goes on.
  await lab.rainbond('pvc', 'on');
  const pressed = await install(page);
  await storageForRainbond();
  await expect(page.locator('[data-cause="claim-pending"]').first()).toBeVisible({ timeout: 6 * 60_000 });
  const pending = await lab.kubectl(
    'node1',
    '-n rbd-system get pvc -o \'go-template={{range .items}}{{if eq .status.phase "Pending"}}{{.metadata.creationTimestamp}} {{end}}{{end}}\'',
  );
  const first = Math.min(
    ...pending
      .trim()
      .split(' ')
      .map((at) => Date.parse(at)),
  );
  console.log(`pvc: told as claim-pending ${((Date.now() - first) / 1000).toFixed(0)} s after the claim was made`);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel run on/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Run cancelled' })).toBeVisible({ timeout: 60_000 });
  await lab.rainbond('pvc', 'off');
  await page.getByRole('button', { name: 'Go on with this run' }).click();
  await rainbondRuns(page);
  console.log(`Rainbond on the cluster: ${((Date.now() - pressed) / 1000).toFixed(1)} s`);
  const text = (await linesInPage(page)).map((line) => line.text).join('\n');
  expect(text).not.toContain(mysql.password);
  for (const { shape } of secrets) expect(text).not.toMatch(shape);
});

test('the console runs twice, on two hosts, and answers through the entry', async () => {
  const pods = await lab.kubectl(
    'node1',
    '-n rbd-system get pods -l name=rbd-app-ui -o \'jsonpath={range .items[*]}{.spec.nodeName}={.status.conditions[?(@.type=="Ready")].status} {end}\'',
  );
  const on = pods.trim().split(' ');
  expect(on).toHaveLength(2);
  expect(on.every((pod) => pod.endsWith('=True'))).toBe(true);
  expect(new Set(on).size).toBe(2);
  const answer = await fetch(`http://${applicationVip(facts)}:7070/`);
  expect(answer.status).toBe(200);
});

test('console and an application answer again after the loss of the host that holds their address', async () => {
  test.setTimeout(8 * 60_000);
  await deployApplication();
  const holders = await Promise.all(
    facts.hosts.map(async ({ name }) =>
      (await lab.ssh(name, 'ip -4 -o address')).includes(` ${applicationVip(facts)}/`) ? [name] : [],
    ),
  );
  const [holder = ''] = holders.flat();
  const outage = await killUnderLoad(facts, holder);
  console.log(`outage after the loss of ${holder}: console ${outage.console} ms, application ${outage.application} ms`);
  expect(outage.console).not.toBeNull();
  expect(outage.application).not.toBeNull();
});

/**
 * Faults of the stand-in (the database's is MySQL's own), and the cause that each has to be told as; `pvc` is tried during the install. All of
 * them: SLIPWAY_E2E_FAULTS=all, about half a minute each.
 */
const switched = (fault: string) => (state: 'on' | 'off') => lab.rainbond(fault, state);
const consolePods =
  'kubectl --kubeconfig /etc/kubernetes/admin.conf -n rbd-system delete pod -l name=rbd-app-ui --wait=false';
const everyFault: { cause: string; turn: (state: 'on' | 'off') => Promise<unknown> }[] = [
  { cause: 'image-pull', turn: switched('image') },
  { cause: 'memory', turn: switched('memory') },
  { cause: 'crash', turn: switched('crash') },
  { cause: 'scheduling', turn: switched('selector') },
  { cause: 'probe', turn: switched('probe') },
  { cause: 'dns', turn: switched('dns') },
  {
    cause: 'database',
    turn: async (state) => {
      await lab.run('service', mysql.node, 'mysql', state === 'on' ? 'no-login' : 'good');
      await lab.ssh('node1', consolePods);
    },
  },
];
/** kubelet waits up to five minutes before it starts what crashed again and again, as at the loss of a host. A failure prints what is told. */
const noCause = () => expect.poll(() => page.locator('[data-cause]').allInnerTexts(), { timeout: 330_000 }).toEqual([]);
const faults = process.env.SLIPWAY_E2E_FAULTS === 'all' ? everyFault : everyFault.slice(0, 2);

test('the cluster page says what is there now, and why a part of Rainbond is down within half a minute of its first sign', async () => {
  test.setTimeout(15 * 60_000);
  const plan = page.url().match(/^.*\/plans\/[0-9a-f-]{36}/)?.[0] ?? '';
  await page.goto(`${plan}/cluster`);
  const capability = (id: string) => page.locator(`[data-capability="${id}"]`);
  for (const id of ['kubernetes-api', 'etcd-quorum', 'application-entry', 'database', 'rainbond-console'])
    await expect(capability(id), id).toContainText('Up', { timeout: 60_000 });
  for (const { name } of facts.hosts) await expect(page.locator(`[data-node="${name}"]`)).toContainText('%');
  await expect(page.locator('[data-component="rbd-mq"]')).toContainText('one replica');
  await page.screenshot({ path: 'screenshots/lab-cluster-en-light.png' });
  await noCause();
  for (const { cause, turn } of faults) {
    await turn('on');
    const on = Date.now();
    await expect(page.locator(`[data-cause="${cause}"]`).first()).toBeVisible({ timeout: 60_000 });
    console.log(`${cause} told after ${((Date.now() - on) / 1000).toFixed(1)} s`);
    await turn('off');
    await noCause();
  }
});

test('Rainbond is taken off again, and Kubernetes stays', async () => {
  test.setTimeout(6 * 60_000);
  await uninstallRainbond(page, 'lab');
});

test('the page threw no error of its own', () => {
  // Cut connections are what was asked for; what is left would be a defect.
  expect(errors.filter((error) => !/WebSocket|ERR_CONNECTION|Failed to fetch|net::/.test(error))).toEqual([]);
});
