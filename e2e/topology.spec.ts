import { expect, type Locator, type Page, test } from '@playwright/test';
import { type RunningConsole, startConsole } from './console';
import { createOwner, newEmptyPlan, pageErrors, pasteHosts } from './journey';
import { settled } from './settled';

/** The diagram as an editor of the plan: with the pointer, with the keyboard, and one undo for it and the form. */
test.describe.configure({ mode: 'serial' });

let running: RunningConsole;
let page: Page;
let errors: string[];

test.beforeAll(async ({ browser }) => {
  running = await startConsole();
  page = await browser.newPage();
  errors = pageErrors(page);
  await createOwner(page, running.ownerLink);
  await newEmptyPlan(page, 'drawn');
  await pasteHosts(page, 'node-1 10.77.0.11\nnode-2 10.77.0.12\nnode-3 10.77.0.13');
  await expect(card('host:2')).toBeVisible();
});
test.afterAll(() => running.stop());
test.afterEach(() => {
  expect(errors).toEqual([]);
});

const card = (id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);
const said = () => page.locator('[aria-live="polite"]').filter({ hasText: /./ }).last();
const undo = () => page.getByRole('button', { name: /^Undo \(/ }).click();
const bar = () => page.getByRole('toolbar', { name: 'Roles and domain of the selected hosts' });

test('a host is drawn into a rack, and out of it by undo', async () => {
  await page.getByRole('button', { name: 'Add rack' }).click();
  await page.getByRole('menuitem', { name: 'Rack', exact: true }).click();
  const rack = await settled(card('domain:A'));
  const host = await settled(card('host:1'));
  await page.mouse.move(host.x + host.width / 2, host.y + 14);
  await page.mouse.down();
  await page.mouse.move(host.x + host.width / 2 + 20, host.y + 40, { steps: 4 });
  await page.mouse.move(rack.x + rack.width / 2, rack.y + rack.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(card('domain:A')).toContainText('1 host');
  await undo();
  await expect(card('domain:A')).toContainText('0 hosts');
});

test('a role that is dropped on a host is a role of the host in the form', async () => {
  await page.locator('[data-path="hosts.0.name"]').focus();
  const build = page.getByRole('group', { name: 'Roles of node-1' }).getByRole('button', { name: 'build' });
  await build.click();
  await expect(build).toHaveAttribute('aria-pressed', 'false');
  await settled(card('host:0'));
  await bar().getByRole('button', { name: 'build' }).dragTo(card('host:0'));
  await expect(build).toHaveAttribute('aria-pressed', 'true');
});

test('many hosts are selected with Ctrl, with a box and with Ctrl A, and get a role at once', async () => {
  await settled(card('host:0'));
  await card('host:0').click({ position: { x: 60, y: 10 } });
  await card('host:2').click({ position: { x: 60, y: 10 }, modifiers: ['Control'] });
  await expect(bar()).toContainText('2 hosts selected');
  await bar().getByRole('button', { name: 'build' }).click();
  await expect(card('host:0')).not.toContainText('build');
  await expect(card('host:1')).toContainText('build');
  await expect(card('host:2')).not.toContainText('build');

  await page.keyboard.press('Escape');
  const [first, second] = [await settled(card('host:0')), await settled(card('host:1'))];
  await page.keyboard.down('Shift');
  await page.mouse.move(first.x - 6, first.y - 6);
  await page.mouse.down();
  await page.mouse.move(second.x + second.width + 4, second.y + second.height + 4, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(bar()).toContainText('2 hosts selected');

  await card('host:0').focus();
  await page.keyboard.press('Control+a');
  await expect(bar()).toContainText('3 hosts selected');
  await page.keyboard.press('Escape');
  await expect(bar()).toContainText('Drag a role onto a host');
  await undo();
  await expect(card('host:2')).toContainText('build');
});

test('the keyboard alone selects, gives a role, moves, renames and removes', async () => {
  await card('host:0').focus();
  await page.keyboard.press('ArrowRight');
  await expect(card('host:1')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(card('host:1')).toHaveAttribute('aria-pressed', 'true');
  await expect(said()).toContainText('node-2 selected');

  await page.keyboard.press('m');
  const menu = page.getByRole('menu', { name: 'Menu of node-2' });
  await menu.getByRole('menuitemcheckbox', { name: 'NFS server' }).press('Enter');
  await expect(said()).toContainText('NFS server given to node-2');
  await menu.getByRole('menuitemradio', { name: 'Rack A', exact: true }).press('Enter');
  await expect(card('domain:A')).toContainText('1 host');
  await expect(card('service:storage')).toContainText('1 server');

  await card('domain:A').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Row 7');
  await page.keyboard.press('Enter');
  await expect(card('domain:Row 7')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(card('domain:Row 7')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(card('domain:Row 7')).toContainText('1 host');
});

test('a service of the palette opens its step of the form, and goes with Delete', async () => {
  await page.getByRole('button', { name: 'Add service' }).click();
  await page.getByRole('menuitem', { name: 'External registry' }).click();
  await expect(page.locator('h1')).toHaveText('Registry');
  await settled(card('service:registry'));
  await card('service:registry').focus();
  await page.keyboard.press('Delete');
  await expect(card('service:registry')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Built-in' })).toBeChecked();
});

test('a diagram whose places take long shows its outline until they are there', async () => {
  await page.addInitScript(() => {
    const asked: (() => void)[] = [];
    let slow = true;
    globalThis.Worker = class extends Worker {
      override postMessage(...said: unknown[]) {
        const ask = () => Reflect.apply(super.postMessage, this, said);
        if (slow) asked.push(ask);
        else ask();
      }
    };
    addEventListener('lay-out', () => {
      slow = false;
      for (const ask of asked) ask();
    });
  });
  await page.reload();
  const outline = page.getByRole('status').filter({ hasText: 'The diagram is being laid out' });
  const diagram = page.getByRole('region', { name: 'Topology' });
  await expect(outline).toBeAttached();
  await expect(diagram).toHaveAttribute('aria-busy', 'true');
  await expect(card('host:0')).not.toBeAttached();
  await page.evaluate(() => dispatchEvent(new Event('lay-out')));
  await expect(card('host:0')).toBeVisible();
  await expect(diagram).toHaveAttribute('aria-busy', 'false');
  await expect(outline).not.toBeAttached();
});
