import type { HostFacts } from './facts';

export type Filesystem = HostFacts['filesystems'][number];

/** The file system that a path lies on: the longest mount point that leads to it. Undefined when the facts list none. */
export function filesystemOf({ filesystems }: HostFacts, path: string): Filesystem | undefined {
  return filesystems
    .filter(({ mount }) => mount === '/' || path === mount || path.startsWith(`${mount}/`))
    .sort((a, b) => b.mount.length - a.mount.length)[0];
}
