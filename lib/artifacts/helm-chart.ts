import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parseDocument } from 'yaml';
import { TarReader } from './tar-reader';

/** A chart of the bundle, by its path: what helm packs is `NAME-VERSION.tgz`. */
export const isChartArchive = (path: string): boolean => /^charts\/[^/]+\.tgz$/.test(path);

/** `not-gzip`: it can't be unpacked to its end. `no-chart`: no Chart.yaml with a name and a version is in its first folder. */
export type HelmChart = { name: string; version: string } | { problem: 'not-gzip' | 'no-chart' };

/**
 * What a chart's archive says that it is (helm.sh/docs/topics/charts: Chart.yaml). Reads it to its end: a copy that was cut off is none.
 *
 * @param file absolute path
 * @throws what reading the file throws; that says nothing of what is in it
 */
export async function helmChart(file: string): Promise<HelmChart> {
  const source = createReadStream(file);
  let failure: unknown = null;
  source.on('error', (error) => {
    failure = error;
    unpacked.destroy(error);
  });
  const unpacked = source.pipe(createGunzip());
  const reader = new TarReader((name) => /^(\.\/)?[^/]+\/Chart\.yaml$/.test(name));
  let text: string | null = null;
  try {
    for await (const chunk of unpacked) text ??= reader.push(chunk as Buffer)?.toString('utf8') ?? null;
  } catch {
    if (failure) throw failure;
    return { problem: 'not-gzip' };
  } finally {
    source.destroy();
  }
  return (text !== null && described(text)) || { problem: 'no-chart' };
}

function described(text: string): { name: string; version: string } | null {
  const document = parseDocument(text);
  const [name, version] = [document.get?.('name'), document.get?.('version')];
  const known = document.errors.length === 0 && typeof name === 'string' && name !== '' && version !== undefined;
  return known ? { name, version: String(version) } : null;
}
