import { expect, type Locator, type Page } from '@playwright/test';
import { type LabFacts, lab } from './lab';

/** What a new user does, by role and label, from the one-time link to a plan that can be installed. */

export const owner = { name: 'Olga Owner', email: 'owner@example.test', password: 'correct horse battery staple' };

export async function createOwner(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Name', { exact: true }).fill(owner.name);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(/\/plans$/);
}

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/plans$/);
}

/** From the empty page of plans to the editor of an empty plan. */
export async function newEmptyPlan(page: Page, name: string): Promise<void> {
  await page
    .getByRole('link', { name: 'start with an empty plan' })
    .or(page.getByRole('button', { name: 'start with an empty plan' }))
    .click();
  const dialog = page.getByRole('dialog', { name: 'New plan' });
  await dialog.getByLabel('Cluster name').fill(name);
  await dialog.getByRole('button', { name: 'Create plan' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
}

/** From any page to the editor of a plan that is given as YAML. */
export async function importPlan(page: Page, url: string, yaml: string): Promise<void> {
  await page.goto(`${url}/plans`);
  const dialog = page.getByRole('dialog', { name: /^Import/ });
  // A page that is still coming alive drops the press.
  await expect(async () => {
    await page
      .getByRole('button', { name: /^Slipway plan/ })
      .or(page.getByRole('button', { name: 'Import', exact: true }))
      .first()
      .click();
    await expect(dialog).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await dialog.getByRole('textbox').first().fill(yaml);
  await dialog.getByRole('button', { name: 'Import plan' }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
}

export async function pasteHosts(page: Page, text: string): Promise<void> {
  await page.getByLabel('Paste hosts').fill(text);
  await page.getByRole('button', { name: /^Add \d+ hosts?$/ }).click();
}

/** @param from where it is asked for: a label, or the field itself */
export async function newCredential(
  page: Page,
  form: { name: string; privateKey: string } | { name: string; password: string },
  from: string | Locator = 'Credential for all hosts',
): Promise<void> {
  await (typeof from === 'string' ? page.getByLabel(from, { exact: true }) : from).click();
  // Where only passwords fit it is called by that name.
  const title = /^New (credential|password)$/;
  await page.getByRole('option', { name: title }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByLabel('Name', { exact: true }).fill(form.name);
  if ('privateKey' in form) await givePrivateKey(dialog, form.privateKey);
  else await dialog.getByLabel('Password', { exact: true }).last().fill(form.password);
  await dialog.getByRole('button', { name: 'Save credential' }).click();
  await expect(dialog).toBeHidden();
}

/** In the dialog of a new credential; `called`: what a private key is called in the page's language. */
export async function givePrivateKey(dialog: Locator, privateKey: string, called = 'Private key'): Promise<void> {
  await dialog
    .getByRole('radio', { name: called })
    .or(dialog.getByRole('button', { name: called }))
    .first()
    .click();
  await dialog.getByLabel(called, { exact: true }).last().fill(privateKey);
}

/** The field of a path of the plan, such as `entry.api.address`. */
export const field = (page: Page, path: string): Locator => page.locator(`[data-path="${path}"]`);

/** Presses the button that looks at the hosts. */
export async function checkHosts(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Check (\d+ )?hosts?$/ }).click();
}

/** Looks at all hosts, compares what each shows with the keys on its own disk, and accepts them. */
export async function acceptHostKeys(page: Page, facts: LabFacts): Promise<void> {
  await checkHosts(page);
  const accept = page.getByRole('button', { name: `Accept all ${facts.hosts.length}` });
  await expect(accept).toBeVisible({ timeout: 30_000 });
  for (const host of facts.hosts) {
    const shown = await page.getByText(/SHA256:/).allInnerTexts();
    expect(host.hostKeys.some((key) => shown.some((text) => text.includes(key.fingerprint)))).toBe(true);
  }
  await accept.click();
  for (const host of facts.hosts) await factsRead(page, host.name);
}

/** The host's own row of the form says what was read from it; the diagram says it too. */
export async function factsRead(page: Page, host: string): Promise<void> {
  const row = page.getByRole('listitem', { name: host, exact: true });
  await expect(row.getByText(/vCPU/)).toBeVisible({ timeout: 30_000 });
}

export async function openStep(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Plan' })
    .getByRole('link', { name })
    .or(page.getByRole('navigation', { name: 'Plan' }).getByRole('button', { name }))
    .first()
    .click();
}

export async function saved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved .* · revision \d+$/)).toBeVisible({ timeout: 15_000 });
}

/** Three lab hosts, their key accepted, VIP, overrides and bundle: a plan that can be installed. */
export async function planForLab(page: Page, facts: LabFacts, name = 'lab'): Promise<void> {
  await newEmptyPlan(page, name);
  await pasteHosts(
    page,
    facts.hosts.map((host) => `${host.name} ${facts.ssh.user}@${host.address}:${host.port}`).join('\n'),
  );
  await newCredential(page, { name: 'lab-key', privateKey: await lab.privateKey(facts) });
  await acceptHostKeys(page, facts);
  await openStep(page, 'Entry');
  await field(page, 'entry.api.address').fill(facts.vip);
  await overridesAndArtifacts(page, facts);
}

/** From any step of the editor: what the lab's hosts need of kubeadm and containerd, and the bundle. Ends when all is saved. */
export async function overridesAndArtifacts(page: Page, facts: LabFacts): Promise<void> {
  await openStep(page, 'Kubernetes');
  await fillOverrides(page, facts);
  await artifacts(page, facts);
}

/** On the step Kubernetes. */
export async function fillOverrides(page: Page, { overrides }: LabFacts): Promise<void> {
  await field(page, 'kubernetes.overrides.kubeadm').fill(overrides.kubeadm);
  if (overrides.containerd !== '') await field(page, 'kubernetes.overrides.containerd').fill(overrides.containerd);
}

/** From any step of the editor: the lab's bundle, whose checksums are right. Ends when it is saved. */
export async function artifacts(page: Page, facts: LabFacts): Promise<void> {
  await openStep(page, 'Artifacts');
  await field(page, 'artifacts.folder').fill(facts.bundle);
  await expect(page.getByText(/checksums right/)).toBeVisible({ timeout: 60_000 });
  await saved(page);
}

export async function review(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: 'Review' })
    .or(page.getByRole('button', { name: 'Review' }))
    .last()
    .click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByRole('button', { name: /^(Install|Run again) on \d+ hosts?$/ })).toBeEnabled({
    timeout: 30_000,
  });
}

/** Presses Install; returns the moment at which it was pressed. */
export async function install(page: Page): Promise<number> {
  const pressed = Date.now();
  await page.getByRole('button', { name: /^(Install|Run again) on \d+ hosts?$/ }).click();
  await page.waitForURL(/\/runs\/\d+/, { timeout: 30_000 });
  return pressed;
}

/** Errors that the page's own scripts threw; a test that ends with one has failed, whatever it saw. */
export function pageErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}
