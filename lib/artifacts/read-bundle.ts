import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { BundleProblem, BundleReading } from '@/lib/plan/bundle-reading';
import { FileMemory } from './file-memory';
import { type HelmChart, helmChart, isChartArchive } from './helm-chart';
import { imageTags, isImageArchive } from './image-tags';
import { type ListedFile, parseSha256sums } from './sha256sums';

const sumsFile = 'sha256sums.txt';

/** Readings that are under way, so that two pages that ask at once hash once. */
const underWay = new Map<string, Promise<BundleReading>>();

/**
 * What an offline bundle holds, every file checked against sha256sums.txt. Never throws for what is wrong with the bundle: that
 * is in `problems`. Streams, so that the process goes on meanwhile; a file is read again only when its size or time changed.
 *
 * @param options.cacheDir where checksums and tags outlive the process; nowhere when not given
 */
export function readBundle(folder: string, options: { cacheDir?: string } = {}): Promise<BundleReading> {
  const key = JSON.stringify([folder, options.cacheDir]);
  const running = underWay.get(key);
  if (running) return running;
  const reading = read(folder, new FileMemory(options.cacheDir)).finally(() => underWay.delete(key));
  underWay.set(key, reading);
  return reading;
}

async function read(folder: string, memory: FileMemory): Promise<BundleReading> {
  const listed = await listedFiles(folder);
  if (!Array.isArray(listed)) return { folder, index: null, problems: [listed] };
  await memory.load();
  const index: BundleIndex = { folder, files: [], images: [], manifests: {} };
  const problems: BundleProblem[] = [];
  // One after the other: the disk is the limit, and the process has other things to do.
  for (const file of listed) {
    const problem = await take(index, file, memory);
    if (problem) problems.push(problem);
  }
  const names = new Set(listed.map((file) => file.path));
  const unlisted = (await everyFile(folder)).filter((file) => file !== sumsFile && !names.has(file));
  problems.push(...unlisted.map((file) => ({ code: 'file-unlisted' as const, path: file })));
  await memory.save();
  return { folder, index, problems };
}

async function listedFiles(folder: string): Promise<ListedFile[] | BundleProblem> {
  try {
    if (!(await stat(folder)).isDirectory()) return { code: 'not-a-folder' };
  } catch (error) {
    const reason = codeOf(error);
    return reason === 'ENOENT' || reason === 'ENOTDIR'
      ? { code: 'folder-missing' }
      : { code: 'not-readable', path: '.', reason };
  }
  try {
    const parsed = parseSha256sums(await readFile(path.join(folder, sumsFile), 'utf8'));
    return 'files' in parsed ? parsed.files : { code: 'sums-malformed', ...parsed };
  } catch (error) {
    const reason = codeOf(error);
    return reason === 'ENOENT' ? { code: 'sums-missing' } : { code: 'not-readable', path: sumsFile, reason };
  }
}

/** Puts a listed file into the index, if it is what its checksum says; otherwise the reason why not. */
async function take(index: BundleIndex, listed: ListedFile, memory: FileMemory): Promise<BundleProblem | null> {
  const file = path.join(index.folder, listed.path);
  try {
    const found = await stat(file);
    if (!found.isFile()) return { code: 'not-readable', path: listed.path, reason: 'not a file' };
    const sha256 = await checksumOf(file, found, memory);
    if (sha256 !== listed.sha256)
      return { code: 'checksum-wrong', path: listed.path, expected: listed.sha256, found: sha256 };
    const chart = isChartArchive(listed.path) ? await chartOf(file, found, memory) : null;
    // What helm would refuse in the middle of the install isn't in the bundle.
    if (chart && 'problem' in chart) return { code: 'not-a-chart', path: listed.path, reason: chart.problem };
    index.files.push({ path: listed.path, sizeBytes: found.size, sha256 });
    if (chart && listed.path !== `charts/${chart.name}-${chart.version}.tgz`)
      return { code: 'chart-of-another', path: listed.path, found: `${chart.name} ${chart.version}` };
    if (/^manifests\/.+\.ya?ml$/.test(listed.path)) index.manifests[listed.path] = await readFile(file, 'utf8');
    if (!listed.path.startsWith('images/') || !isImageArchive(listed.path)) return null;
    const tags = await tagsOf(file, found, memory);
    if (tags.length === 0) return { code: 'image-without-tags', path: listed.path };
    index.images.push({ path: listed.path, tags });
    return null;
  } catch (error) {
    const reason = codeOf(error);
    return reason === 'ENOENT'
      ? { code: 'file-missing', path: listed.path }
      : { code: 'not-readable', path: listed.path, reason };
  }
}

async function checksumOf(file: string, found: Stats, memory: FileMemory): Promise<string> {
  const entry = memory.of(file, found.size, found.mtimeMs);
  if (entry.sha256) return entry.sha256;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  const sha256 = hash.digest('hex');
  memory.keep(file, { ...entry, sha256 });
  return sha256;
}

async function tagsOf(file: string, found: Stats, memory: FileMemory): Promise<string[]> {
  const entry = memory.of(file, found.size, found.mtimeMs);
  if (entry.tags) return entry.tags;
  const tags = await imageTags(file);
  memory.keep(file, { ...entry, tags });
  return tags;
}

async function chartOf(file: string, found: Stats, memory: FileMemory): Promise<HelmChart> {
  const entry = memory.of(file, found.size, found.mtimeMs);
  if (entry.chart) return entry.chart;
  const chart = await helmChart(file);
  memory.keep(file, { ...entry, chart });
  return chart;
}

async function everyFile(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** The system's code (EACCES, …), or what another error says: shown to a person, decided on only by ENOENT and ENOTDIR. */
function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
