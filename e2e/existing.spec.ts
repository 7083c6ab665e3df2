import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { FakeApi } from '../lib/kubernetes/fake-api';
import { type RunningConsole, startConsole } from './console';
import { createOwner, pageErrors } from './journey';

/** A cluster that exists, by its kubeconfig: what is read of it becomes a plan, and its API server answers the preflight. */
test.describe.configure({ mode: 'serial' });

let api: FakeApi;
let running: RunningConsole;
let page: Page;
let errors: string[];
let planAddress = '';

const node = (number: number, roles: string[], more: object = {}) => ({
  metadata: {
    name: `old-${number}`,
    labels: Object.fromEntries([
      ['kubernetes.io/hostname', `old-${number}`],
      ['kubernetes.io/os', 'linux'],
      ...roles.map((role) => [`node-role.kubernetes.io/${role}`, '']),
    ]),
  },
  spec: {},
  status: {
    addresses: [{ type: 'InternalIP', address: `10.7.0.${10 + number}` }],
    allocatable: { cpu: '8', memory: '16Gi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    nodeInfo: { kubeletVersion: 'v1.30.4', containerRuntimeVersion: 'containerd://1.7.20' },
  },
  ...more,
});
const stamp = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };
const nodes = [
  node(1, ['control-plane', 'etcd'], { spec: { taints: [stamp] } }),
  node(2, []),
  node(3, [], {
    status: {
      ...node(3, []).status,
      conditions: [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'container runtime is down' }],
    },
  }),
];

test.beforeAll(async ({ browser }) => {
  api = await FakeApi.open();
  api.answer('/version', { gitVersion: 'v1.30.4' });
  api.list('/api/v1/nodes', ...nodes);
  for (const empty of ['/api/v1/namespaces/kube-system/pods', '/api/v1/pods', '/apis/storage.k8s.io/v1/storageclasses'])
    api.list(empty);
  for (const empty of ['/api/v1/namespaces', '/apis/apiregistration.k8s.io/v1/apiservices']) api.list(empty);
  running = await startConsole();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
});
test.afterAll(async () => {
  await running?.stop();
  api?.close();
});
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const dialog = () => page.getByRole('dialog');

async function accessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes: at }) => `${id}: ${at.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

async function inLanguage(language: 'en' | 'zh'): Promise<void> {
  await page.context().addCookies([{ name: 'slipway-language', value: language, url: running.url }]);
}

test('a kubeconfig that needs a program of another machine is refused, and says which', async () => {
  await page.getByRole('button', { name: /Existing cluster/ }).click();
  await expect(dialog()).toHaveAccessibleName('Existing cluster');
  const withProgram = JSON.parse(api.kubeconfig());
  withProgram.users[0].user = { exec: { command: 'aws-iam-authenticator' } };
  await dialog()
    .getByLabel('kubeconfig', { exact: true })
    .fill(JSON.stringify(withProgram, null, 2));
  await dialog().getByRole('button', { name: 'Read the cluster' }).click();
  await expect(dialog().getByRole('status').last()).toContainText('aws-iam-authenticator');
  await expect(dialog().getByRole('button', { name: 'Create plan' })).toHaveCount(0);
});

test('one of several contexts is chosen; a server that doesn’t answer is told', async () => {
  const several = JSON.parse(api.kubeconfig());
  several.contexts.push({ name: 'gone', context: { cluster: 'gone', user: 'u' } });
  several.clusters.push({ name: 'gone', cluster: { ...several.clusters[0].cluster, server: 'https://127.0.0.1:1' } });
  several['current-context'] = 'gone';
  await dialog()
    .getByLabel('kubeconfig', { exact: true })
    .fill(JSON.stringify(several, null, 2));
  await expect(dialog().getByLabel('Context')).toHaveText('gone');
  await dialog().getByRole('button', { name: 'Read the cluster' }).click();
  await expect(dialog().getByRole('alert')).toContainText('refused the connection');
  await dialog().getByLabel('Context').click();
  await page.getByRole('option', { name: 'a', exact: true }).click();
  await dialog().getByRole('button', { name: 'Read the cluster' }).click();
  const found = dialog().getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('heading')).toHaveText('Kubernetes v1.30.4, 3 nodes');
  await expect(found.getByRole('listitem').first()).toContainText('node-role.kubernetes.io/control-plane:NoSchedule');
  await accessible();
  await page.screenshot({ path: 'screenshots/existing-dialog-en-light-1280.png' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await accessible();
  await page.screenshot({ path: 'screenshots/existing-dialog-en-dark-1280.png' });
  await page.emulateMedia({ colorScheme: 'light' });
});

test('its nodes are the plan’s hosts, with roles by their labels and taints; nothing of SSH is asked for', async () => {
  await dialog().getByLabel('Cluster name').fill('old');
  await dialog().getByRole('button', { name: 'Create plan' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  planAddress = page.url().split('?')[0] ?? '';
  for (const number of [1, 2, 3])
    await expect(page.locator(`[data-path="hosts.${number - 1}.name"]`)).toHaveValue(`old-${number}`);
  await expect(page.getByText(/has no credential/)).toHaveCount(0);
  await expect(page.getByText('Hosts are the nodes of the existing cluster.')).toBeVisible();
});

test('the nodes are read again: what changed is shown before it changes the plan', async () => {
  api.show('/api/v1/nodes', node(4, []));
  await page.goto(`${planAddress}?section=kubernetes`);
  await page.getByRole('button', { name: 'Read the nodes again' }).click();
  await expect(page.getByText('The cluster has changed. In the plan that would be:')).toBeVisible();
  await expect(page.getByText('old-4').first()).toBeVisible();
  await accessible();
  await page.getByRole('button', { name: 'Take it over' }).click();
  await page.getByRole('button', { name: 'Read the nodes again' }).click();
  await expect(page.getByText('The cluster is as the plan has it.')).toBeVisible();
  await expect(page.getByText(/^Saved .* · revision \d+$/)).toBeVisible();
});

test('the preflight asks its API server, without SSH; a node that isn’t Ready blocks', async () => {
  await page.goto(`${planAddress}/preflight`);
  await page
    .getByRole('button', { name: /^Check/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Kubernetes API, API server: passed, answers: v1.30.4/ })).toBeVisible(
    {
      timeout: 60_000,
    },
  );
  const down = page.getByRole('button', { name: /^old-3, Node is Ready: blocks, not Ready: KubeletNotReady/ });
  await expect(down).toBeVisible();
  await down.click();
  await expect(page.getByText('container runtime is down')).toBeVisible();
  await expect(page.getByRole('button', { name: /^old-2, Node is Ready: passed/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /SSH/ })).toHaveCount(0);
  await accessible();
  await page.screenshot({ path: 'screenshots/existing-preflight-en-light-1280.png' });
});

test('the same in Chinese', async () => {
  await inLanguage('zh');
  await page.reload();
  await expect(page.getByRole('button', { name: /^old-3, 节点就绪：?:? ?阻断/ })).toBeVisible();
  await accessible();
  await page.goto(`${planAddress}?section=kubernetes`);
  await expect(page.getByRole('button', { name: '重新读取节点' })).toBeVisible();
  await accessible();
  await inLanguage('en');
});
