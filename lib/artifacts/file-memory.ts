import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HelmChart } from './helm-chart';

/** What was found out about one file, and by which size and time it is known to be still the same. */
export type KnownFile = { sizeBytes: number; mtimeMs: number; sha256?: string; tags?: string[]; chart?: HelmChart };

/** By absolute path, for the whole process: a bundle is hashed once, however many plans name it. */
const known = new Map<string, KnownFile>();
const loaded = new Set<string>();

/** Keeps it in `<cacheDir>/bundle-files.json` too, when a folder is given. It is a cache: a damaged file is started over. */
export class FileMemory {
  constructor(private readonly cacheDir: string | undefined) {}

  async load(): Promise<void> {
    if (!this.cacheDir || loaded.has(this.cacheDir)) return;
    loaded.add(this.cacheDir);
    try {
      const entries = JSON.parse(await readFile(this.file(this.cacheDir), 'utf8')) as Record<string, KnownFile>;
      for (const [file, entry] of Object.entries(entries)) if (!known.has(file)) known.set(file, entry);
    } catch (error) {
      // Absent the first time; not JSON after a crash of an older version.
      if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** What is known of this very file, {} when it changed or was never seen. */
  of(file: string, sizeBytes: number, mtimeMs: number): KnownFile {
    const entry = known.get(file);
    return entry?.sizeBytes === sizeBytes && entry.mtimeMs === mtimeMs ? entry : { sizeBytes, mtimeMs };
  }

  keep(file: string, entry: KnownFile): void {
    known.set(file, entry);
  }

  async save(): Promise<void> {
    if (!this.cacheDir) return;
    await mkdir(this.cacheDir, { recursive: true });
    const target = this.file(this.cacheDir);
    // Two bundles may be read at once: one must not rename the other's half away.
    const temporary = `${target}.${randomUUID()}`;
    await writeFile(temporary, JSON.stringify(Object.fromEntries(known)));
    await rename(temporary, target);
  }

  private file(cacheDir: string): string {
    return path.join(cacheDir, 'bundle-files.json');
  }
}

/** As after a start of the process; for tests. */
export function forgetFiles(): void {
  known.clear();
  loaded.clear();
}
