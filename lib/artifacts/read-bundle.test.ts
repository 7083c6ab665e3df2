import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { forgetFiles } from './file-memory';
import { readBundle } from './read-bundle';
import { bundleFolder, dockerArchive, emptyFolder, tar } from './testing';

const files = {
  'runc.amd64': 'runc',
  'images/pause.tar': dockerArchive('registry.k8s.io/pause:3.10'),
  'manifests/kube-flannel.yml': 'kind: DaemonSet\n',
  'packages/debian-13/keepalived.deb': 'deb',
};

beforeEach(forgetFiles);

const codes = async (folder: string) => (await readBundle(folder)).problems.map((problem) => problem.code);

test('a whole bundle gives its files, tags and manifests', async () => {
  const folder = await bundleFolder(files);
  const reading = await readBundle(folder);
  expect(reading.problems).toEqual([]);
  const { index } = reading;
  if (!index) throw new Error('there is no index');
  expect(index.files.map((file) => [file.path, file.sizeBytes])).toEqual(
    Object.entries(files).map(([name, content]) => [name, content.length]),
  );
  expect(index.images).toEqual([{ path: 'images/pause.tar', tags: ['registry.k8s.io/pause:3.10'] }]);
  expect(index.manifests).toEqual({ 'manifests/kube-flannel.yml': 'kind: DaemonSet\n' });
});

test('a changed file is found, with both checksums, and is not in the index', async () => {
  const folder = await bundleFolder(files);
  await writeFile(path.join(folder, 'runc.amd64'), 'RUNC');
  const reading = await readBundle(folder);
  expect(reading.problems).toEqual([
    {
      code: 'checksum-wrong',
      path: 'runc.amd64',
      expected: expect.stringMatching(/^[0-9a-f]{64}$/),
      found: 'e5cede1c8a007b72147dc01d863a515d36f7e52e193ea724033029c07b749995',
    },
  ]);
  expect(reading.index?.files.map((file) => file.path)).not.toContain('runc.amd64');
});

test('a missing, an unlisted and a broken file are told apart', async () => {
  const folder = await bundleFolder({ ...files, 'images/broken.tar.gz': 'no gzip' });
  await rm(path.join(folder, 'runc.amd64'));
  await writeFile(path.join(folder, 'notes.txt'), 'hello');
  expect((await readBundle(folder)).problems).toEqual([
    { code: 'file-missing', path: 'runc.amd64' },
    { code: 'not-readable', path: 'images/broken.tar.gz', reason: 'Z_DATA_ERROR' },
    { code: 'file-unlisted', path: 'notes.txt' },
  ]);
});

test('a file that nobody lists takes nothing from the others', async () => {
  const folder = await bundleFolder(files);
  await writeFile(path.join(folder, 'notes.txt'), 'hello');
  expect((await readBundle(folder)).index?.files).toHaveLength(4);
});

test('a folder that can not be used says why', async () => {
  const folder = await bundleFolder(files);
  expect(await codes(path.join(folder, 'absent'))).toEqual(['folder-missing']);
  expect(await codes(path.join(folder, 'runc.amd64'))).toEqual(['not-a-folder']);
  await writeFile(path.join(folder, 'sha256sums.txt'), 'hello\n');
  expect((await readBundle(folder)).problems).toEqual([{ code: 'sums-malformed', line: 1, found: 'hello' }]);
  await rm(path.join(folder, 'sha256sums.txt'));
  expect(await readBundle(folder)).toEqual({ folder, index: null, problems: [{ code: 'sums-missing' }] });
});

test('a file is hashed again only when its size or time changed, also after a restart', async () => {
  const folder = await bundleFolder(files);
  const cacheDir = await emptyFolder();
  const cache = path.join(cacheDir, 'bundle-files.json');
  await readBundle(folder, { cacheDir });
  const entries = JSON.parse(await readFile(cache, 'utf8')) as Record<string, { sha256: string }>;
  const runc = path.join(folder, 'runc.amd64');
  (entries[runc] as { sha256: string }).sha256 = 'f'.repeat(64);
  await writeFile(cache, JSON.stringify(entries));

  forgetFiles();
  expect((await readBundle(folder, { cacheDir })).problems).toMatchObject([
    { path: 'runc.amd64', found: 'f'.repeat(64) },
  ]);
  await utimes(runc, new Date(), new Date(Date.now() + 5000));
  expect((await readBundle(folder, { cacheDir })).problems).toEqual([]);
});

test('a damaged cache is started over', async () => {
  const folder = await bundleFolder(files);
  const cacheDir = await emptyFolder();
  await writeFile(path.join(cacheDir, 'bundle-files.json'), '{"half');
  expect((await readBundle(folder, { cacheDir })).problems).toEqual([]);
});

test('two who ask at once share one reading', async () => {
  const folder = await bundleFolder(files);
  const [first, second] = await Promise.all([readBundle(folder), readBundle(folder)]);
  expect(first).toBe(second);
  expect(await readBundle(folder)).not.toBe(first);
});

test("two bundles that are read at once don't get in each other's way", async () => {
  const cacheDir = await emptyFolder();
  const folders = await Promise.all(Array.from({ length: 8 }, () => bundleFolder(files)));
  const readings = await Promise.all(folders.map((folder) => readBundle(folder, { cacheDir })));
  expect(readings.flatMap(({ problems }) => problems)).toEqual([]);
  expect(await readdir(cacheDir)).toEqual(['bundle-files.json']);
});

const chart = (text: string, name = 'rainbond/Chart.yaml') =>
  gzipSync(
    tar([
      ['rainbond/values.yaml', 'a: b'],
      [name, text],
    ]),
  );
const known = 'apiVersion: v2\nname: rainbond\nversion: 6.9.3\n';

test('a chart is in the index, under the name that helm gives it', async () => {
  const folder = await bundleFolder({ 'charts/rainbond-6.9.3.tgz': chart(known), 'charts/notes.txt': 'no chart' });
  const { index, problems } = await readBundle(folder);
  expect(problems).toEqual([]);
  expect(index?.files.map(({ path: file }) => file)).toContain('charts/rainbond-6.9.3.tgz');
});

test('what is no chart, and one that was cut off, is told and left out, although its checksum is right', async () => {
  const whole = chart(known + '#'.repeat(5000));
  const folder = await bundleFolder({
    'charts/a-1.tgz': '<html>404 Not Found</html>',
    'charts/b-1.tgz': whole.subarray(0, whole.length - 12),
    'charts/c-1.tgz': chart(known, 'rainbond/templates/Chart.yaml'),
    'charts/d-1.tgz': chart('name: [unclosed'),
    'charts/e-1.tgz': chart('- a list'),
    'charts/f-1.tgz': Buffer.alloc(0),
  });
  const { index, problems } = await readBundle(folder);
  expect(problems).toEqual(
    (
      [
        ['a-1', 'not-gzip'],
        ['b-1', 'not-gzip'],
        ['c-1', 'no-chart'],
        ['d-1', 'no-chart'],
        ['e-1', 'no-chart'],
        ['f-1', 'not-gzip'],
      ] as const
    ).map(([name, reason]) => ({ code: 'not-a-chart', path: `charts/${name}.tgz`, reason })),
  );
  expect(index?.files).toEqual([]);
});

test('a chart of another version than its name says is used and told', async () => {
  const folder = await bundleFolder({ 'charts/rainbond-6.9.4.tgz': chart(known) });
  const { index, problems } = await readBundle(folder);
  expect(problems).toEqual([{ code: 'chart-of-another', path: 'charts/rainbond-6.9.4.tgz', found: 'rainbond 6.9.3' }]);
  expect(index?.files).toHaveLength(1);
});
