import { createReadStream } from 'node:fs';
import type { Readable, Transform } from 'node:stream';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import { TarReader } from './tar-reader';

/** An archive that may hold container images, by its name. */
export function isImageArchive(path: string): boolean {
  return /\.(tar|tar\.gz|tgz|tar\.zst)$/.test(path);
}

/**
 * Tags in a docker archive: `RepoTags` of its manifest.json, which may stand last. Reads no further than that file, and holds
 * no more of the archive than it. [] when the archive has none, or is no docker archive.
 *
 * @param file absolute path
 * @throws what reading or decompressing throws; a broken archive is not the same as one without tags
 */
export async function imageTags(file: string): Promise<string[]> {
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  const decompress = decompressorOf(file);
  const stream: Readable = decompress ? source.pipe(decompress) : source;
  // pipe() doesn't carry errors on; without this a failed read would hang the loop below.
  if (decompress) source.on('error', (error) => decompress.destroy(error));
  const reader = new TarReader((name) => name === 'manifest.json' || name === './manifest.json');
  try {
    for await (const chunk of stream) {
      const content = reader.push(chunk as Buffer);
      if (content) return repoTags(content.toString('utf8'));
    }
    return [];
  } finally {
    stream.destroy();
    source.destroy();
  }
}

function decompressorOf(file: string): Transform | null {
  if (file.endsWith('.zst')) {
    // `zstd --long=27` needs a window of 128 MiB; zlib's own limit for decompression is 27 too, said here to be sure.
    return createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 27 } });
  }
  return file.endsWith('.gz') || file.endsWith('.tgz') ? createGunzip() : null;
}

function repoTags(manifest: string): string[] {
  const entries: unknown = JSON.parse(manifest);
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: { RepoTags?: unknown }) =>
    Array.isArray(entry?.RepoTags) ? entry.RepoTags.filter((tag): tag is string => typeof tag === 'string') : [],
  );
}
