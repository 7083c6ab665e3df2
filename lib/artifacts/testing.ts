import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** A tar of the given files, in their order (ustar; enough for a reader's test). */
export function tar(files: [name: string, content: string | Buffer][]): Buffer {
  const blocks = files.flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0ustar', 156);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A docker archive with its manifest last, as `docker save` and our build write it. */
export function dockerArchive(...tags: string[]): Buffer {
  const layer = Buffer.alloc(300_000, 'layer');
  return tar([
    ['blob.tar', layer],
    ['./manifest.json', JSON.stringify([{ Config: 'c.json', RepoTags: tags }])],
  ]);
}

/** A chart as helm packs it, with nothing but its name and version. */
export function chartArchive(name: string, version: string): Buffer {
  return gzipSync(tar([[`${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: ${version}\n`]]));
}

/** An empty folder, gone after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'slipway-bundle-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** A folder of its own with these files and their sha256sums.txt, gone after the test. */
export async function bundleFolder(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await emptyFolder();
  const lines: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
    lines.push(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  }
  await writeFile(path.join(folder, 'sha256sums.txt'), lines.join(''));
  return folder;
}
