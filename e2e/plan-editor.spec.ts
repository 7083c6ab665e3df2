import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { blocking, findingsOf } from '../lib/plan/findings';
import { planFromYaml } from '../lib/plan/plan-yaml';
import { type Plan, roles } from '../lib/plan/schema';
import { type RunningConsole, startConsole } from './console';
import { createOwner, openStep, owner, pageErrors, saved, signIn } from './journey';
import { choose, tabTo, typeInto } from './keyboard';
import { settled } from './settled';

/** A whole plan out of nothing: by mouse and keys, by keys alone, on the diagram, by fixes, and by two people at once. */
test.describe.configure({ mode: 'serial' });

/** Milliseconds a key, and those that a person takes to find what to press next. */
const aKey = 30;
const aLook = 400;
/** Rainbond's guide has its reader done with the plan in about this. */
const mostSeconds = 90;

const vip = '10.77.0.100';
let running: RunningConsole;
let context: BrowserContext;
let page: Page;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  context = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
  page = await context.newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const field = (path: string, on = page): Locator => on.locator(`[data-path="${path}"]`);
const step = (name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Plan', exact: true }).getByRole('button', { name });
const radio = (name: string): Locator => page.getByRole('radio', { name });
const group = (name: RegExp): Locator => page.getByRole('group', { name });
const role = (host: string, name: string): Locator =>
  page.getByRole('group', { name: `Roles of ${host}` }).getByRole('button', { name, exact: true });
const undo = (): Promise<void> => page.keyboard.press('Control+z');

async function press(goal: Locator): Promise<void> {
  await page.waitForTimeout(aLook);
  await goal.click();
}

async function write(goal: Locator, text: string): Promise<void> {
  await press(goal);
  await page.keyboard.press('Control+a');
  await goal.pressSequentially(text, { delay: aKey });
}

/** The plan as the console stored it. */
async function stored(): Promise<Plan> {
  await saved(page);
  const planId = new URL(page.url()).pathname.split('/')[2];
  const response = await context.request.get(`${running.url}/api/plans/${planId}/export?format=yaml`);
  const read = planFromYaml(await response.text());
  if (!read.plan) throw new Error(`the exported plan can’t be read: ${JSON.stringify(read.errors)}`);
  return read.plan;
}

test(`the guide’s three-node plan is there within ${mostSeconds} s of a person’s typing`, async () => {
  const begun = Date.now();
  await press(page.getByRole('button', { name: 'start with an empty plan' }));
  await write(page.getByLabel('Cluster name'), 'guide');
  await press(page.getByRole('button', { name: 'Create plan' }));

  await write(page.getByLabel('Paste hosts'), 'node-[1-3] 10.77.0.[11-13]');
  await press(page.getByRole('button', { name: 'Add 3 hosts' }));
  for (const [index, rack] of ['Rack A', 'Rack B', 'Rack C'].entries()) {
    await press(page.getByRole('button', { name: `More about node-${index + 1}` }));
    await write(field(`hosts.${index}.failureDomain`), rack);
    await press(page.getByRole('button', { name: `More about node-${index + 1}` }));
  }

  await press(step(/^Entry/));
  await press(group(/^Applications/).getByText('Virtual address by Keepalived'));
  await write(field('entry.application.address'), vip);
  await press(radio('The entry of applications'));

  await press(step(/^Kubernetes/));
  await press(radio('RKE2'));
  await write(field('kubernetes.version'), 'v1.27.16+rke2r1');

  await press(step(/^Storage/));
  await press(radio('External NFS server'));
  await write(field('storage.server'), '10.77.0.60');
  await write(field('storage.path'), '/srv/rainbond');

  await press(step(/^Registry/));
  await press(radio('External'));
  await write(field('registry.address'), 'registry.corp.example');

  await press(step(/^Database/));
  await press(radio('External MySQL'));
  await write(field('database.host'), '10.77.0.50');
  await write(field('database.user'), 'rainbond');

  await press(step(/^Rainbond/));
  await press(radio('Rainbond 5.17'));
  await write(field('rainbond.domainSuffix'), 'apps.corp.example');

  await press(step(/^etcd/));
  await press(radio('The Kubernetes etcd'));
  await saved(page);
  const seconds = (Date.now() - begun) / 1000;
  console.log(`three-node plan from nothing: ${seconds.toFixed(1)} s at ${aKey} ms a key and ${aLook} ms a look`);

  const plan = await stored();
  expect(plan.hosts.map(({ name, address, failureDomain }) => [name, address, failureDomain])).toEqual([
    ['node-1', '10.77.0.11', 'Rack A'],
    ['node-2', '10.77.0.12', 'Rack B'],
    ['node-3', '10.77.0.13', 'Rack C'],
  ]);
  for (const host of plan.hosts) expect(new Set(host.roles)).toEqual(new Set(roles));
  expect(plan.domains.map(({ kind }) => kind)).toEqual(['rack', 'rack', 'rack']);
  expect(plan).toMatchObject({
    name: 'guide',
    entry: { api: { kind: 'application-entry' }, application: { kind: 'keepalived', address: vip } },
    kubernetes: { distribution: 'rke2', version: 'v1.27.16+rke2r1' },
    storage: { kind: 'external-nfs', server: '10.77.0.60', path: '/srv/rainbond' },
    etcd: { kind: 'kubernetes' },
    registry: { kind: 'external', address: 'registry.corp.example' },
    database: { kind: 'external', host: '10.77.0.50', user: 'rainbond' },
    rainbond: { kind: '5.17', domainSuffix: 'apps.corp.example' },
  });
  expect(seconds).toBeLessThan(mostSeconds);
});

test('what still blocks the guide’s plan is what only hosts and credentials can answer, and what no runbook does yet', async () => {
  const findings = blocking(findingsOf({ plan: await stored(), facts: {}, bundle: null }));
  const waits = ['plan.ssh.credential', 'plan.unsupported', 'plan.bundle.missing', 'plan.service.credential'];
  expect(findings.map(({ id }) => id).filter((id) => !waits.includes(id))).toEqual([]);
});

test('a fix is applied from its card, and Ctrl Z takes it back', async () => {
  await openStep(page, 'Rainbond');
  const ha = page.getByRole('checkbox', { name: 'High availability (enableHA)' });
  await ha.click();
  const fix = card('plan.rainbond.ha');
  await expect(fix).toContainText('enableHA: true');
  await fix.getByRole('button', { name: 'Apply fix' }).click();
  await expect(ha).toBeChecked();
  await expect(fix).toHaveCount(0);
  await undo();
  await expect(ha).not.toBeChecked();
  await expect(fix).toBeVisible();
});

test('a warning is kept with a reason, which the review shows', async () => {
  const warning = card('plan.rainbond.ha');
  await warning.getByRole('button', { name: 'Keep and say why' }).click();
  await warning.getByRole('button', { name: 'Keep it' }).click();
  await expect(warning).toContainText('A reason is needed');
  await page.getByLabel('Why is it kept?').fill('one console is enough here');
  await warning.getByRole('button', { name: 'Keep it' }).click();
  const kept = `Kept by ${owner.name}: “one console is enough here”`;
  await expect(page.getByText(/^Kept by Olga Owner, .*one console is enough here/)).toBeVisible();
  const { accepted } = await stored();
  expect(accepted).toMatchObject([{ id: 'plan.rainbond.ha', reason: 'one console is enough here', by: owner.name }]);
  await page.getByRole('button', { name: 'Review' }).click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByText(kept)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Install on 3 hosts$/ })).toBeDisabled();
  await page.goto(page.url().replace(/\/review$/, '?section=rainbond'));
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(warning).toBeVisible();
  await saved(page);
});

test('the guide’s plan is made without a mouse, down to Rainbond', async () => {
  await page.goto(`${running.url}/plans`);
  await tabTo(page.getByRole('button', { name: 'New plan' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Cluster name')).toBeFocused();
  await page.keyboard.type('by-keys');
  await choose(page.getByRole('dialog').getByRole('group', { name: 'Start with' }), 'Empty plan');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);

  await tabTo(page.getByLabel('Paste hosts'));
  for (const host of [1, 2, 3]) {
    await page.keyboard.type(`node-${host} 10.77.1.1${host}`, { delay: 5 });
    await page.keyboard.press('Enter');
  }
  await tabTo(page.getByRole('button', { name: 'Add 3 hosts' }));
  await page.keyboard.press('Enter');
  for (const [index, rack] of ['Row 1', 'Row 2', 'Row 3'].entries()) {
    const host = `node-${index + 1}`;
    await tabTo(role(host, 'build'));
    await page.keyboard.press('Space');
    await expect(role(host, 'build')).toHaveAttribute('aria-pressed', 'false');
    await tabTo(page.getByRole('button', { name: `More about ${host}` }));
    await page.keyboard.press('Enter');
    await typeInto(field(`hosts.${index}.failureDomain`), rack, { back: true });
    await page.keyboard.press('Enter');
  }

  await goTo(/^Entry/);
  await choose(group(/^Applications/), 'Virtual address by Keepalived');
  await typeInto(field('entry.application.address'), '10.77.1.100');
  await choose(group(/^Kubernetes API/), 'The entry of applications');
  await goTo(/^Kubernetes/);
  await choose(group(/^Distribution/), 'RKE2');
  await typeInto(field('kubernetes.version'), 'v1.27.16+rke2r1');
  await goTo(/^Storage/);
  await choose(group(/^Storage/), 'External NFS server');
  await typeInto(field('storage.server'), '10.77.1.60');
  await typeInto(field('storage.path'), '/srv/rainbond');
  await goTo(/^Database/);
  await choose(group(/^Database/), 'External MySQL');
  await typeInto(field('database.host'), '10.77.1.50');
  await goTo(/^Registry/);
  await choose(group(/^Registry/), 'External');
  await typeInto(field('registry.address'), 'registry.corp.example');
  await goTo(/^Rainbond/);
  await choose(group(/^Rainbond/), 'Rainbond 5.17');
  await typeInto(field('rainbond.domainSuffix'), 'apps.corp.example');
  await goTo(/^etcd/);
  await choose(group(/etcd$/), 'The Kubernetes etcd');

  const plan = await stored();
  const withoutBuild = new Set(roles.filter((each) => each !== 'build'));
  expect(plan.hosts.map(({ address, failureDomain }) => `${address} ${failureDomain}`)).toEqual([
    '10.77.1.11 Row 1',
    '10.77.1.12 Row 2',
    '10.77.1.13 Row 3',
  ]);
  for (const host of plan.hosts) expect(new Set(host.roles)).toEqual(withoutBuild);
  expect(plan).toMatchObject({
    name: 'by-keys',
    entry: { api: { kind: 'application-entry' }, application: { kind: 'keepalived', address: '10.77.1.100' } },
    kubernetes: { distribution: 'rke2', version: 'v1.27.16+rke2r1' },
    storage: { kind: 'external-nfs', server: '10.77.1.60', path: '/srv/rainbond' },
    etcd: { kind: 'kubernetes' },
    registry: { kind: 'external', address: 'registry.corp.example' },
    database: { kind: 'external', host: '10.77.1.50' },
    rainbond: { kind: '5.17', domainSuffix: 'apps.corp.example' },
  });
});

test('a host that is dragged into another rack says so in the form, and Ctrl Z takes it back', async () => {
  await step(/^Hosts/).click();
  await page.getByRole('button', { name: 'More about node-2' }).click();
  const domain = field('hosts.1.failureDomain');
  await expect(domain).toHaveValue('Row 2');
  const [from, to] = [await settled(drawn('host:1')), await settled(drawn('domain:Row 1'))];
  await page.mouse.move(from.x + from.width / 2, from.y + 14);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 - 20, from.y + 40, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(domain).toHaveValue('Row 1');
  await expect(drawn('domain:Row 1')).toContainText('2 hosts');
  await undo();
  await expect(domain).toHaveValue('Row 2');
  await expect(drawn('domain:Row 1')).toContainText('1 host');
});

test('a rack moves before another by key, in the form and the diagram, and one undo takes it back', async () => {
  const up = page.getByRole('button', { name: 'Move Row 2 up' });
  const first = async () => {
    const [one, two] = [await settled(drawn('domain:Row 1')), await settled(drawn('domain:Row 2'))];
    return one.x < two.x ? 'Row 1' : 'Row 2';
  };
  expect(await first()).toBe('Row 1');
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Row 2 is number 1 of 3 now')).toBeAttached();
  await expect(up).toBeFocused();
  await expect(up).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(first).toBe('Row 2');
  await undo();
  await expect.poll(first).toBe('Row 1');
});

test('two browsers on one plan: the later one sees the conflict, loads theirs, and undo has its own back', async ({
  browser,
}) => {
  await saved(page);
  const other = await browser.newPage({ reducedMotion: 'reduce' });
  const otherErrors = pageErrors(other);
  await signIn(other, running.url);
  await other.goto(page.url());
  const rename = async (on: Page, name: string) => {
    await field('hosts.0.name', on).fill(name);
    if (on === other) await saved(on);
  };
  const conflict = page
    .getByRole('status')
    .or(page.getByRole('alert'))
    .filter({ hasText: /saved revision \d+ at/ });

  await rename(other, 'theirs-1');
  await rename(page, 'mine-1');
  await expect(page.getByText(new RegExp(`${owner.name} saved revision \\d+ at`))).toBeVisible();
  await page.getByRole('button', { name: 'Load theirs' }).click();
  await expect(field('hosts.0.name')).toHaveValue('theirs-1');
  await expect(conflict).toHaveCount(0);
  await undo();
  await expect(field('hosts.0.name')).toHaveValue('mine-1');
  expect((await stored()).hosts[0]?.name).toBe('mine-1');

  await other.reload();
  await expect(field('hosts.0.name', other)).toHaveValue('mine-1');
  await rename(other, 'theirs-2');
  await rename(page, 'mine-2');
  await page.getByRole('button', { name: /^Keep mine as revision \d+$/ }).click();
  expect((await stored()).hosts[0]?.name).toBe('mine-2');
  await page.getByRole('button', { name: 'History of this plan' }).click();
  const history = page.getByRole('dialog', { name: 'History of this plan' });
  const revisions = history.getByRole('button', { name: /^Revision \d+/ });
  await revisions.nth(1).click();
  await expect(history).toContainText('theirs-2');
  await page.keyboard.press('Escape');
  expect(otherErrors).toEqual([]);
  await other.close();
});

const away = async (stage: string) => {
  await page.getByRole('link', { name: stage, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: stage })).toBeVisible();
};
const back = async () => {
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(field('hosts.0.name')).toBeVisible();
};

test('what was typed just before a link is followed is saved, and the next page knows it', async () => {
  await press(step(/^Hosts/));
  await saved(page);
  await field('hosts.0.name').fill('last-word');
  await away('Preflight');
  await expect(page.getByRole('rowheader', { name: /^last-word/ })).toBeVisible({ timeout: 15_000 });
  await back();
  await expect(field('hosts.0.name')).toHaveValue('last-word');
  expect((await stored()).hosts[0]?.name).toBe('last-word');
});

test('what could not be saved when its page was left is there again, and saved then', async () => {
  await page.route('**/plans/**', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
  await field('hosts.0.name').fill('kept-word');
  await away('Preflight');
  await page.waitForTimeout(aLook);
  await page.unroute('**/plans/**');
  await back();
  await expect(field('hosts.0.name')).toHaveValue('kept-word');
  expect((await stored()).hosts[0]?.name).toBe('kept-word');
  // The aborted request is the test's own.
  errors.splice(0);
});

/** A card below the form that quotes this rule. */
function card(rule: string): Locator {
  return page.getByRole('region', { name: 'Rainbond' }).locator(':scope > *').filter({ hasText: rule }).last();
}

const drawn = (id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);

async function goTo(name: RegExp): Promise<void> {
  await tabTo(step(name), { back: true });
  await page.keyboard.press('Enter');
  await expect(step(name)).toHaveAttribute('aria-current', 'step');
}
