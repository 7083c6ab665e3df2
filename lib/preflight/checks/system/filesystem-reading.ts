import type { Reading } from '../../check';
import { linesOf } from '../lines';

/** Bytes; `mount` is where it is mounted. */
export type FilesystemReading = { type: string; sizeBytes: number; availableBytes: number; mount: string };

/** bash: rows of df. Folders are constants of ours. */
export const filesystemScript = (folders: readonly string[]): string => `print_filesystems ${folders.join(' ')}`;

/** By folder, in the order of the script's; null unless there is one readable row for each. */
export function filesystemsOf(
  { stdout }: Reading,
  folders: readonly string[],
): { folder: string; filesystem: FilesystemReading }[] | null {
  const [head, ...rows] = linesOf(stdout);
  if (!head?.startsWith('Filesystem') || rows.length !== folders.length) return null;
  const read = rows.flatMap((row, index) => {
    const [, type = '', size, available, mount = ''] =
      /^.*?\s(\S+)\s+(\d+)\s+\d+\s+(\d+)\s+(?:\d+%|-)\s+(\/.*)$/.exec(row) ?? [];
    // A file system of no size can't be judged.
    if (!(Number(size) > 0)) return [];
    const filesystem = { type, sizeBytes: Number(size), availableBytes: Number(available), mount };
    return [{ folder: folders[index] ?? '', filesystem }];
  });
  return read.length === folders.length ? read : null;
}
