import { readFile } from 'node:fs/promises';
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
} from './journey';
import { type LabFacts, lab } from './lab';
import { endsWell, expectWholeLog } from './run-log';

/**
 * A host that lets nobody in but its bastion, which lets nobody in but another one: everything that the console does for a cluster goes
 * through both, and through a user whose sudo asks for a password.
 */
test.describe.configure({ mode: 'serial' });

let facts: LabFacts;
let running: RunningConsole;
let page: Page;

/** Whom each host's sshd lets in from where: nobody else but root, by whom the lab itself looks. */
const ways = [
  { host: 'node1', user: 'deploy', from: 'node3' },
  { host: 'node3', user: 'ops', from: 'node2' },
];
const addressOf = (name: string) => facts.hosts.find((host) => host.name === name)?.address ?? '';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(10 * 60_000);
  await lab.run('bundle');
  facts = await lab.fresh(3);
  running = await startConsole();
  page = await browser.newPage();
  await createOwner(page, running.ownerLink);
  await newEmptyPlan(page, 'inside');
});
test.afterAll(async () => {
  await running?.stop();
  await lab.run('down');
});

const accept = (name: string) => page.getByRole('button', { name }).click({ timeout: 30_000 });

test('two bastions are passed in their order, the key of each accepted by itself', async () => {
  test.setTimeout(3 * 60_000);
  for (const { host, user, from } of ways)
    await lab.ssh(
      host,
      `echo 'AllowUsers root ${user}@${addressOf(from)}' > /etc/ssh/sshd_config.d/only-from.conf && systemctl reload ssh`,
    );
  await pasteHosts(page, `node1 deploy@${addressOf('node1')}`);
  const deploy = facts.users.find(({ name }) => name === 'deploy');
  await newCredential(page, { name: 'deploy', password: deploy?.password ?? '' });
  await checkHosts(page);
  await accept('Accept node1');
  // From where the console stands the host is there, and lets it in by no means.
  await expect(page.getByText(/deploy is not let in/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'More about node1' }).click();
  for (const [index, name] of ['node2', 'node3'].entries()) {
    await page.getByRole('button', { name: /^Add a(nother)? bastion$/ }).click();
    await field(page, `hosts.0.ssh.via.${index}.address`).fill(addressOf(name));
    await field(page, `hosts.0.ssh.via.${index}.user`).fill('ops');
    const credential = page.getByRole('listitem', { name: `Bastion ${index + 1}` }).getByLabel('Credential');
    if (index === 0) {
      await newCredential(page, { name: 'lab-key', privateKey: await lab.privateKey(facts) }, credential);
      continue;
    }
    await credential.click();
    await page.getByRole('option', { name: 'lab-key' }).click();
  }
  await checkHosts(page);
  await accept(`Accept bastion ${addressOf('node2')}`);
  await accept(`Accept bastion ${addressOf('node3')}`);
  // Behind other bastions an equal address may be another host: what was accepted without them doesn't count.
  await accept('Accept node1');
  await factsRead(page, 'node1');
});

test('the install runs to its end through both, and the cluster is watched through them', async () => {
  test.setTimeout(8 * 60_000);
  await openStep(page, 'Entry');
  await field(page, 'entry.api.address').fill(facts.vip);
  await overridesAndArtifacts(page, facts);
  await page.goto(`${page.url().split('?')[0]}/review`);
  await expect(page.getByRole('button', { name: 'Install on 1 host' })).toBeEnabled({ timeout: 30_000 });
  await install(page);
  await endsWell(page, page.getByText('Kubernetes runs on 1 node'), 6 * 60_000);
  const lines = await expectWholeLog(page);
  // Kubernetes' own words came by the same way.
  expect(lines.some(({ text }) => /node1.*Ready/.test(text))).toBe(true);
  expect((await lab.kubectl('node1', "get nodes --no-headers | awk '{print $2}'")).trim()).toBe('Ready');
  const journal = await lab.ssh('node1', 'journalctl -u ssh --no-pager -o cat');
  const deployed = [...journal.matchAll(/Accepted \S+ for deploy from (\S+)/g)].map(([, address]) => address);
  expect(new Set(deployed)).toEqual(new Set([addressOf('node3')]));
});

test('the kubeconfig comes by the same way, and the bastions keep nothing', async () => {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download kubeconfig' }).first().click();
  const file = await (await download).path();
  expect(await readFile(file, 'utf8')).toContain(`https://${facts.vip}:6443`);
  for (const name of ['node2', 'node3']) {
    const left = await lab.ssh(name, 'ls -d /var/lib/slipway /etc/kubernetes 2>/dev/null || true');
    expect(left.trim(), name).toBe('');
  }
});
