import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ChartHost, ChartRepositoryServer, chartStep, selfSigned } from './chart-testing';

/** The helm of the lab's bundle. */
const root = join(import.meta.dirname, '../../..');
const places = [process.env.LAB_BUNDLE_SOURCE, join(root, '../shared/lab/bundle'), join(root, '.lab/bundle')];
const bundle = places.flatMap((place) => (place && existsSync(place) ? [resolve(place)] : []))[0] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'slipway-lab-helm-'));
const newest = ['6.9.3', '6.9.2', '6.9.1', '6.9.0', '6.8.1', '6.8.0'];
const server = new ChartRepositoryServer('rainbond', newest);
let url = '';
let host: ChartHost;

beforeAll(async () => {
  const archive = readdirSync(bundle).find((name) => /^helm-v3.*-linux-amd64\.tar\.zst$/.test(name));
  if (!archive) throw new Error(`no helm in ${bundle}`);
  execFileSync('tar', ['--zstd', '-xf', join(bundle, archive), '-C', folder, '--strip-components=1']);
  url = await server.start();
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  host = new ChartHost(folder);
  server.asked.length = 0;
  server.status = null;
  server.login = '';
});
afterEach(() => host.remove());

test('the plan’s version is pulled, once: the second time nobody is asked', async () => {
  const step = chartStep(url);
  expect((await host.run(step, 'observe')).code).toBe(1);
  const { code, out } = await host.run(step, 'act');
  expect(out).toMatch(/rainbond-6\.9\.3\.tgz, sha256 [0-9a-f]{64}/);
  expect(code).toBe(0);
  expect(host.chart()?.subarray(0, 2).toString('hex')).toBe('1f8b');
  expect(await host.run(step, 'verify')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^rainbond 6\.9\.3, sha256/),
  });
  server.status = 500;
  server.asked.length = 0;
  expect((await host.run(step, 'observe')).code).toBe(0);
  expect(server.asked).toEqual([]);
});

test('an older version is taken when the plan names it, and another repository’s chart is not taken for it', async () => {
  expect((await host.run(chartStep(url, { version: '6.9.1' }), 'act')).code).toBe(0);
  expect(host.chart('rainbond', '6.9.1')).not.toBeNull();
  expect((await host.run(chartStep(`${url}/`, { version: '6.9.1' }), 'observe')).code).toBe(0);
  expect((await host.run(chartStep(`${url}/other`, { version: '6.9.1' }), 'observe')).code).toBe(1);
});

test('a version that is not in the index is told with the newest that are', async () => {
  const { code, out } = await host.run(chartStep(url, { version: '6.10.0' }), 'act');
  expect(code).toBe(1);
  expect(out).toContain(
    `Chart repository (version) ${url}: no rainbond 6.10.0 in its index; the newest there: 6.9.3 6.9.2 6.9.1 6.9.0 6.8.1`,
  );
});

test('a repository of other charts is told with what it has', async () => {
  const other = new ChartRepositoryServer('nginx', ['1.0.0', '2.0.0']);
  const { out } = await host.run(chartStep(await other.start()), 'act');
  other.stop();
  expect(out).toMatch(/\(chart\) .*: no chart rainbond in its index; charts there: nginx\n/);
});

test('a login reaches the repository and no command line, log or lasting file', async () => {
  server.login = 'robot:p"w: \\x';
  const step = chartStep(url, { user: 'robot' });
  const refused = await host.run(step, 'act', 'wrong-one');
  expect(refused.out).toContain(`Chart repository (login) ${url}: `);
  expect(refused.code).toBe(1);
  const { code, out } = await host.run(step, 'act', 'p"w: \\x');
  expect(code).toBe(0);
  expect(out).not.toContain('p"w');
  // 1: in no file
  expect(spawnSync('grep', ['-rqF', 'p"w', host.folder]).status).toBe(1);
  expect(server.asked.at(-1)).toEqual({
    url: '/charts/rainbond-6.9.3.tgz',
    authorization: expect.stringMatching(/^Basic /),
  });
});

test.each([
  ['refused', () => 'http://127.0.0.1:9/charts'],
  ['name', () => 'http://no-such-mirror.invalid/charts'],
  ['plain', () => url.replace('http://', 'https://')],
  ['absent', () => `${url}/nothing`],
])('%s: what stands in the way is told apart', async (key, where) => {
  const { code, out } = await host.run(chartStep(where()), 'act');
  expect(out).toContain(`Chart repository (${key}) ${where()}: `);
  expect(code).toBe(1);
  expect(host.chart()).toBeNull();
});

test('403 is told apart', async () => {
  server.status = 403;
  expect((await host.run(chartStep(url), 'act')).out).toContain(`Chart repository (forbidden) ${url}: `);
});

test('a certificate that nobody vouches for is told apart, and taken with its CA', async () => {
  const tls = selfSigned();
  const mirror = new ChartRepositoryServer('rainbond', ['6.9.3'], tls);
  const at = await mirror.start();
  expect((await host.run(chartStep(at), 'act')).out).toContain(`Chart repository (tls) ${at}: `);
  expect(await host.run(chartStep(at, { ca: tls.cert }), 'act')).toMatchObject({ code: 0 });
  mirror.stop();
});

test('a registry gives the chart to the plan’s login, and tells what stands in the way', async () => {
  const tls = selfSigned();
  const registry = new ChartRepositoryServer('rainbond', ['6.9.3'], tls);
  const at = (await registry.start()).replace('https://', 'oci://');
  const own = { ca: tls.cert, user: 'robot' };
  registry.login = 'robot:p"w: \\x';
  expect((await host.run(chartStep(at), 'act')).out).toContain(`Chart repository (tls) ${at}: `);
  expect((await host.run(chartStep(at, own), 'act', 'wrong-one')).out).toContain(`Chart repository (login) ${at}: `);
  const missing = await host.run(chartStep(at, { ...own, version: '6.9.4' }), 'act', 'p"w: \\x');
  expect(missing.out).toContain(`Chart repository (absent) ${at}: `);
  const step = chartStep(at, own);
  expect(await host.run(step, 'act', 'p"w: \\x')).toMatchObject({ code: 0 });
  expect(await host.run(step, 'verify')).toMatchObject({ code: 0 });
  expect(spawnSync('grep', ['-rqF', 'p"w', host.folder]).status).toBe(1);
  registry.stop();
});
