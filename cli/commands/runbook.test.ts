import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readBundle } from '@/lib/artifacts/read-bundle';
import { bundleFolder, chartArchive, dockerArchive, emptyFolder } from '@/lib/artifacts/testing';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { compile } from '@/lib/runbook/compile';
import { exportFolders } from '@/lib/runbook/export-folders';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { goldenBundle, goldenInput } from '@/lib/runbook/testing';
import { slipway } from '../testing';

/** A bundle on disk that holds what the golden one names. */
async function bundle(): Promise<string> {
  const { files, images, manifests } = goldenBundle();
  const contents = files.map(({ path: name }): [string, string | Buffer] => {
    const tags = images.find((image) => image.path === name)?.tags;
    const [, chart = '', version = ''] = /^charts\/(.+)-([\d.]+)\.tgz$/.exec(name) ?? [];
    if (chart) return [name, chartArchive(chart, version)];
    return [name, tags ? zstdCompressSync(dockerArchive(...tags)) : (manifests[name] ?? name)];
  });
  return bundleFolder(Object.fromEntries(contents));
}

/** A golden case whose facts no rule blocks: its hosts share what no step asks for, such as the machine id. */
function input(name: string): ReturnType<typeof goldenInput> {
  const { plan, facts } = goldenInput(name);
  const own = Object.entries(facts).map(([host, found]) => [
    host,
    { ...found, machineId: host, defaultRoute: { interface: 'eth0', via: '10.0.0.1' } },
  ]);
  return { plan, facts: Object.fromEntries(own) };
}

async function folderWith(name: string): Promise<string> {
  const folder = await emptyFolder();
  const { plan, facts } = input(name);
  await writeFile(path.join(folder, 'plan.yaml'), planToYaml(plan));
  await writeFile(path.join(folder, 'facts.json'), JSON.stringify(facts));
  return folder;
}

const call = (folder: string, from: string, ...more: string[]) =>
  slipway(folder, ['runbook', 'plan.yaml', '--facts', 'facts.json', '--out', 'out', '--bundle', from, ...more]);

test('writes what a run would put on the hosts and run there, a folder per host', async () => {
  const folder = await folderWith('three-hosts-debian');
  const from = await bundle();
  const { code, stdout, stderr } = call(folder, from);
  expect([code, stderr]).toEqual([0, '']);
  const { index } = await readBundle(from);
  if (!index) throw new Error('no index');
  const { plan, facts } = input('three-hosts-debian');
  const runbook = compile({ ...plan, artifacts: { kind: 'bundle', folder: from } }, facts, index);
  expect(stdout).toContain(runbookSha256(runbook));
  const expected = exportFolders(runbook);
  for (const { path: name, content } of expected) {
    expect(await readFile(path.join(folder, 'out', name), 'utf8'), name).toBe(content);
  }
  expect((await readdir(path.join(folder, 'out'))).sort()).toEqual(['README.md', 'node-1', 'node-2', 'node-3']);
  const script = expected.find(({ path: name }) => name.endsWith('kubeadm-init.sh'))?.path ?? '';
  expect((await stat(path.join(folder, 'out', script))).mode & 0o777).toBe(0o755);
  expect(slipway(folder, ['runbook', 'plan.yaml', '--facts', 'facts.json', '--out', 'out']).code).toBe(2);
}, 60_000);

test('with the id of the stored plan its files are those of the console’s Review', async () => {
  const folder = await folderWith('one-host-alma');
  const from = await bundle();
  const { index } = await readBundle(from);
  if (!index) throw new Error('no index');
  const { plan, facts } = input('one-host-alma');
  const here = { ...plan, artifacts: { kind: 'bundle' as const, folder: from } };
  const { stdout } = call(folder, from, '--plan-id', 'a1');
  expect(stdout).toContain(runbookSha256(compile(here, facts, index, 'a1')));
  expect(stdout).not.toContain(runbookSha256(compile(here, facts, index)));
}, 60_000);

test('facts may be YAML, and a folder that holds something is left alone', async () => {
  const folder = await folderWith('one-host-alma');
  await writeFile(path.join(folder, 'facts.json'), stringify(input('one-host-alma').facts));
  await writeFile(path.join(folder, 'out'), 'not a folder');
  const from = await bundle();
  expect(call(folder, from)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('out can’t be written to: EEXIST'),
  });
  const other = slipway(folder, ['runbook', 'plan.yaml', '--facts', 'facts.json', '--out', '.', '--bundle', from]);
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('. holds 3 files') });
}, 60_000);

test('a blocking finding writes nothing and ends with 1', async () => {
  const folder = await folderWith('three-hosts-debian');
  const { code, stdout, stderr } = call(folder, path.join(folder, 'no-bundle'));
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^plan\.yaml:\d+:\d+ {2}blocking {2}.*\[plan\.bundle\.missing\]$/m);
  expect(stderr).toContain('Nothing was written: 1 finding blocks the install.');
  expect(await readdir(path.join(folder, 'out'))).toEqual([]);
}, 30_000);

test('what the call lacks is named', async () => {
  const folder = await folderWith('three-hosts-debian');
  expect(slipway(folder, ['runbook', 'plan.yaml'])).toMatchObject({ code: 2, stderr: '--facts is missing.\n' });
  const noBundle = slipway(folder, ['runbook', 'plan.yaml', '--facts', 'facts.json', '--out', 'out']);
  expect(noBundle).toMatchObject({ code: 2, stderr: '--bundle is missing.\n' });
});
