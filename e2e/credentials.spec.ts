import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { testCertificate } from '../lib/store/testing-certificates';
import { type RunningConsole, startConsole } from './console';
import { createOwner, newEmptyPlan, openStep, pageErrors, saved } from './journey';

/** What an etcd and a cluster outside of the plan are reached with: entered, refused with the reason, chosen, replaced. */
test.describe.configure({ mode: 'serial' });

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day + 3_600_000);
const ca = testCertificate({ commonName: 'etcd-ca', ca: true });
const client = testCertificate({ commonName: 'rainbond', issuer: ca, use: 'client', notAfter: inDays(12) });
const renewed = testCertificate({ commonName: 'rainbond', issuer: ca, use: 'client', notAfter: inDays(365) });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const kubeconfig = `apiVersion: v1
kind: Config
current-context: admin@prod
clusters:
- name: prod
  cluster:
    server: https://10.0.0.100:6443
    certificate-authority-data: ${base64(ca.pem)}
contexts:
- name: admin@prod
  context: {cluster: prod, user: admin}
users:
- name: admin
  user:
    client-certificate-data: ${base64(renewed.pem)}
    client-key-data: ${base64(renewed.privateKey)}
`;
const byPath = kubeconfig.replace(/client-key-data: .*/, 'client-key: /root/admin.key');

let running: RunningConsole;
let page: Page;
let errors: string[];
let planAddress = '';
/** Everything that the browser got from the console. */
let received = '';

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  errors = pageErrors(page);
  page.on('response', async (response) => {
    if (/text|json/.test(response.headers()['content-type'] ?? '')) received += await response.text().catch(() => '');
  });
  await createOwner(page, running.ownerLink);
  await newEmptyPlan(page, 'outside');
  planAddress = page.url().split('?')[0] ?? '';
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const dialog = () => page.getByRole('dialog');
const choose = async (select: string, option: string) => {
  // A page that is still coming alive drops the press.
  await expect(async () => {
    await page.getByLabel(select, { exact: true }).click();
    await expect(page.getByRole('option', { name: option })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await page.getByRole('option', { name: option }).click();
};
/** What a screen reader says after a field's name. */
async function saidAt(label: string) {
  const ids = (await dialog().getByLabel(label, { exact: true }).getAttribute('aria-describedby')) ?? '';
  return page.locator(`[id="${ids.split(' ')[0]}"]`);
}
const save = () => dialog().getByRole('button', { name: 'Save credential' }).click();
async function violations(): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

test('a kubeconfig with a path in it is refused at its field, with the line and what to do', async () => {
  await openStep(page, 'Kubernetes');
  await page.getByRole('radio', { name: 'Existing cluster' }).click();
  await expect(page.getByText('The existing cluster has no kubeconfig').first()).toBeVisible();
  await choose('kubeconfig of the cluster', 'New kubeconfig');
  await expect(dialog()).toHaveAccessibleName('New kubeconfig');
  await dialog().getByLabel('Name', { exact: true }).fill('prod-admin');
  const field = dialog().getByLabel('kubeconfig', { exact: true });
  await field.fill(byPath);
  await save();
  const said = await saidAt('kubeconfig');
  await expect(said).toContainText('Line 16: client-key is the path /root/admin.key');
  await expect(said).toContainText('kubectl config view --raw --flatten');
  await expect(field).toBeFocused();
  await field.fill('clusters: [');
  await save();
  await expect(await saidAt('kubeconfig')).toContainText(/Line \d+, column \d+: not YAML/);
  expect(await violations()).toEqual([]);
});

test('a whole one is chosen as a file, and then the page says which cluster and until when', async () => {
  const chooser = page.waitForEvent('filechooser');
  await dialog().getByRole('button', { name: 'Choose a file: kubeconfig' }).press('Enter');
  await (await chooser).setFiles({ name: 'admin.conf', mimeType: 'text/yaml', buffer: Buffer.from(kubeconfig) });
  await expect(dialog().getByText('admin.conf')).toBeVisible();
  await save();
  await expect(dialog()).toBeHidden();
  await expect(page.getByText('https://10.0.0.100:6443, admin')).toBeVisible();
  await expect(page.getByText(/^until \w+ \d+, \d{4}$/)).toBeVisible();
  await expect(page.getByText('The existing cluster has no kubeconfig')).toHaveCount(0);
  await saved(page);
});

test('a key that is not the certificate’s is refused at the key, and a foreign CA at the CA', async () => {
  await openStep(page, 'etcd');
  await page.getByRole('radio', { name: 'External' }).click();
  await page.locator('[data-path="etcd.endpoints"]').fill('https://10.0.0.21:2379');
  // Only what fits is offered: no kubeconfig.
  await page.getByLabel('Client certificate', { exact: true }).click();
  await expect(page.getByRole('option')).toHaveText(['New client certificate']);
  await page.getByRole('option', { name: 'New client certificate' }).click();
  await dialog().getByLabel('Name', { exact: true }).fill('etcd-client');
  await dialog().getByLabel('Certificate', { exact: true }).fill(client.pem);
  await dialog().getByLabel('Key of the certificate', { exact: true }).fill(renewed.privateKey);
  await dialog().getByLabel('CA', { exact: true }).fill(renewed.pem);
  await save();
  await expect(await saidAt('Key of the certificate')).toContainText(
    'does not belong to the certificate of CN=rainbond',
  );
  await dialog().getByLabel('Key of the certificate', { exact: true }).fill(client.privateKey);
  await save();
  await expect(await saidAt('CA')).toContainText('issuer CN=etcd-ca');
  expect(await violations()).toEqual([]);
});

test('a certificate that ends soon is taken and warned about, where it is chosen', async () => {
  await dialog().getByLabel('CA', { exact: true }).fill(ca.pem);
  await save();
  await expect(dialog()).toBeHidden();
  await expect(page.getByText('CN=rainbond', { exact: true })).toBeVisible();
  await expect(page.getByText(/^until .*, 12 days left$/)).toBeVisible();
  await expect(page.getByText('The credential of the external etcd ends soon').first()).toBeVisible();
  await saved(page);
});

test('the settings say what each is, which plan uses it, and take a new secret of the same kind', async () => {
  await page.goto(`${running.url}/settings`);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('prod-admin')).toContainText('https://10.0.0.100:6443, admin');
  await expect(row('etcd-client')).toContainText('12 days left');
  await row('etcd-client').getByRole('button', { name: 'Delete etcd-client' }).click();
  await expect(dialog()).toContainText('outside');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await row('etcd-client').getByRole('button', { name: 'Replace secret' }).click();
  await expect(dialog().getByLabel('Password', { exact: true })).toHaveCount(0);
  await dialog().getByLabel('Certificate', { exact: true }).fill(renewed.pem);
  await dialog().getByLabel('Key of the certificate', { exact: true }).fill(renewed.privateKey);
  await save();
  await expect(dialog()).toBeHidden();
  await expect(row('etcd-client')).not.toContainText('days left');
  await page.getByRole('button', { name: 'New credential' }).click();
  await dialog().getByRole('combobox').click();
  await expect(page.getByRole('option')).toHaveText(['Password', 'Private key', 'Client certificate', 'kubeconfig']);
  await page.getByRole('option', { name: 'Client certificate' }).click();
  await expect(dialog().getByLabel('CA', { exact: true })).toBeVisible();
  await expect(dialog().getByLabel('sudo password')).toHaveCount(0);
  expect(await violations()).toEqual([]);
});

test('in Chinese, dark, axe finds nothing in either dialog or in the settings', async () => {
  await page.context().addCookies([{ name: 'slipway-language', value: 'zh', url: running.url }]);
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const [section, label, option] of [
    ['kubernetes', '集群的 kubeconfig', '新建 kubeconfig'],
    ['etcd', '客户端证书', '新建客户端证书'],
  ] as const) {
    await page.goto(`${planAddress}?section=${section}`);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await choose(label, option);
    await dialog().getByRole('button', { name: '保存凭据' }).click();
    await expect(dialog().getByText('要求：').first()).toBeVisible();
    expect(await violations()).toEqual([]);
  }
  await page.goto(`${running.url}/settings`);
  await expect(page.getByRole('cell', { name: 'prod-admin', exact: true })).toBeVisible();
  expect(await violations()).toEqual([]);
});

test('no key came back to the browser, and none is in what the console said', async () => {
  expect(received).toContain('CN=rainbond');
  for (const { privateKey } of [client, renewed]) {
    const body = privateKey.split('\n')[1] ?? 'nothing';
    for (const text of [received, running.output()]) {
      expect(text).not.toContain(body);
      expect(text).not.toContain(base64(privateKey));
    }
  }
});
