import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { type RunningConsole, startConsole } from '../e2e/console';
import { createOwner, importPlan } from '../e2e/journey';
import { browserOptions } from './parts/browser';
import { type Edit, editTime } from './parts/edit-times';
import { largePlan } from './parts/large-plan';

/**
 * `./slipway bench plan`: how long the editor's answers take. In Node: what a plan of 10, 100 and 500 hosts survives, and all
 * smallest sets of up to three for 100. In Chromium, on the real console: one edit to a painted screen with 50 and with 200 hosts,
 * and the JavaScript that the editor's page loads.
 */
const edits = 20;
const say = (text: string) => process.stderr.write(`${text}\n`);
const rounded = (milliseconds: number) => Math.round(milliseconds * 10) / 10;

type Times = { cold: number; warm: number };

function timesOf(hosts: number, what: 'availability' | 'sets'): Times {
  const call = ['--import', 'tsx', 'bench/parts/availability-times.ts', `${hosts}`, what];
  const times: Times = JSON.parse(execFileSync(process.execPath, call, { encoding: 'utf8' }));
  say(`${hosts} hosts, ${what}: first call ${rounded(times.cold)} ms, then ${rounded(times.warm)} ms`);
  return times;
}

/** Of 20, the 19th. */
function p95(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
}
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

async function addressOf(page: Page, origin: string, hosts: number): Promise<string> {
  await importPlan(page, origin, planToYaml(largePlan(hosts)));
  return page.url();
}

type EditTimes = { all: number[]; scripts: Map<string, number> };

/** Half the edits are keys in the form, half roles given and taken on the diagram, on a page that was opened anew. */
async function editTimes(browser: Browser, signedIn: Page, address: string): Promise<EditTimes> {
  const context = await browser.newContext({
    storageState: await signedIn.context().storageState(),
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name = (named) => named');
  page.on('pageerror', (error) => say(`the page threw: ${error.message}`));
  const loading: Promise<[string, number]>[] = [];
  page.on('response', (response) => {
    if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
    loading.push(response.body().then((body) => [new URL(response.url()).pathname, gzipSync(body).length]));
  });
  await page.goto(address);
  const card = '.react-flow__node[data-id="host:10"]';
  await page.locator(card).waitFor();
  await page.waitForLoadState('networkidle');
  const scripts = new Map(await Promise.all(loading));

  await page.locator(card).click({ position: { x: 30, y: 8 } });
  const field = page.locator('[data-path="hosts.10.name"]');
  const all: number[] = [];
  const measure = async (edit: Edit) => {
    all.push(await editTime(page, edit));
    await page.waitForTimeout(150);
  };
  await field.focus();
  await page.keyboard.press('End');
  let name = await field.inputValue();
  for (let key = 0; key < edits / 2; key += 1) {
    const letter = 'abcdefghij'[key] ?? 'a';
    name += letter;
    await measure({ act: () => page.keyboard.press(letter), card, says: name, there: true });
  }
  const role = page.getByRole('toolbar', { name: 'Roles and domain of the selected hosts' }).getByRole('button', {
    name: 'build',
  });
  let has = (await role.getAttribute('aria-pressed')) === 'true';
  for (let press = 0; press < edits / 2; press += 1) {
    has = !has;
    await measure({ act: () => role.click(), card, says: 'build', there: has });
  }
  await context.close();
  return { all, scripts };
}

const load = loadavg()[0] ?? 0;
say(`load before the start: ${load.toFixed(1)}`);
const at = {
  10: timesOf(10, 'availability'),
  100: timesOf(100, 'availability'),
  500: timesOf(500, 'availability'),
};
const sets = timesOf(100, 'sets');
const running: RunningConsole = await startConsole();
const browser = await chromium.launch(browserOptions());
try {
  const page = await browser.newPage({ locale: 'en-US' });
  await createOwner(page, running.ownerLink);
  const at50 = await editTimes(browser, page, await addressOf(page, running.url, 50));
  const at200 = await editTimes(browser, page, await addressOf(page, running.url, 200));
  for (const [hosts, { all }] of Object.entries({ 50: at50, 200: at200 })) {
    say(`${hosts} hosts, ms an edit, the first one cold: ${all.map((time) => Math.round(time)).join(' ')}`);
  }
  const largest = [...at50.scripts].toSorted((a, b) => b[1] - a[1]);
  say(
    `${largest.length} scripts, the largest in bytes: ${largest
      .slice(0, 6)
      .map((each) => each.join(' '))
      .join(', ')}`,
  );
  console.log(
    JSON.stringify({
      availability_10_ms: rounded(at[10].warm),
      availability_100_ms: rounded(at[100].warm),
      availability_500_ms: rounded(at[500].warm),
      availability_10_cold_ms: rounded(at[10].cold),
      availability_100_cold_ms: rounded(at[100].cold),
      availability_500_cold_ms: rounded(at[500].cold),
      sets3_100_ms: rounded(sets.warm),
      sets3_100_cold_ms: rounded(sets.cold),
      edit_50_ms: rounded(p95(at50.all)),
      edit_50_p50_ms: rounded(median(at50.all)),
      edit_200_ms: rounded(p95(at200.all)),
      edit_200_p50_ms: rounded(median(at200.all)),
      js_gzip_kb: Math.round(largest.reduce((sum, [, bytes]) => sum + bytes, 0) / 1024),
      load: Math.round(load * 10) / 10,
    }),
  );
} finally {
  await browser.close();
  await running.stop();
}
