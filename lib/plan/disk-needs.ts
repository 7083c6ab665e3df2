import type { BundleReading } from './bundle-reading';
import { type DiskSignal, evictionThreshold, usualEviction } from './eviction';
import { runsRainbond } from './host-needs';
import type { Plan, PlanHost } from './schema';

/** `gb` in 10⁹ bytes that have to be free at `path`; `why` is a key that ICU can select on. */
export type DiskNeed = { path: string; gb: number; severity: 'block' | 'warn'; why: 'rainbond' | 'runtime' };

/** Rainbond's documentation: 40 GB free at its own folder and at the runtime's. */
const rainbondFree = 40;
/**
 * kURL asks for 30 GiB at kubelet's and containerd's folders. A warning: without Rainbond nobody knows what images a host will get, and
 * what the install itself brings is counted by disk.avail, which stops. Embedded Cluster's 40, Longhorn's 50 and
 * OpenShift's 100 GB are for what those bring.
 */
const runtimeFree = 30;
/** A size that a manufacturer counts in GB is smaller in GiB, and a file system takes its share. */
const slack = 0.9;

/** Room to live on a host, beside the room for the bundle. */
export function diskNeeds(plan: Plan, host: PlanHost): DiskNeed[] {
  if (!runsRainbond(plan, host)) return [{ path: '/var/lib', gb: runtimeFree, severity: 'warn', why: 'runtime' }];
  return ['/opt/rainbond', '/var/lib'].map((path) => ({ path, gb: rainbondFree, severity: 'block', why: 'rainbond' }));
}

export const isRoomFor = (availableBytes: number, { gb }: DiskNeed): boolean => availableBytes >= gb * 10 ** 9 * slack;

/**
 * Copied archives, images and binaries unpacked from them, and room for logs: 2.5 times the bundle's size. Embedded Cluster asks for twice
 * the extracted bundle on controllers; ours is copied to every host as it is, archives not yet unpacked.
 */
const unpacked = 2.5;

/** Bytes at /var/lib that the bundle and what comes out of it take; null without a bundle or while it can't be read. */
export function bundleBytes(plan: Plan, bundle: BundleReading | null): number | null {
  if (plan.artifacts.kind !== 'bundle' || !bundle?.index) return null;
  return bundle.index.files.reduce((sum, file) => sum + file.sizeBytes, 0) * unpacked;
}

/** kURL warns above so many percent in use: images and logs are still to come. */
export const usedWarnAbove = 60;

/** Where an install puts what grows; each may be a file system of its own. */
export const growingFolders = ['/', '/var/lib', '/var/lib/containerd', '/var/lib/kubelet', '/var/lib/etcd'];

/** Several folders may be on one file system: each once, with those that are on it. */
export function onEachMount<Filesystem extends { mount: string }>(
  placed: readonly { folder: string; filesystem: Filesystem }[],
): Map<string, { filesystem: Filesystem; folders: string[] }> {
  const mounts = new Map<string, { filesystem: Filesystem; folders: string[] }>();
  for (const { folder, filesystem } of placed) {
    const known = mounts.get(filesystem.mount);
    if (known) known.folders.push(folder);
    else mounts.set(filesystem.mount, { filesystem, folders: [folder] });
  }
  return mounts;
}

/** As kubelet counts: what root alone may still take is in use. Whole percent, rounded down. */
export function usedPercent({ sizeBytes, availableBytes }: { sizeBytes: number; availableBytes: number }): number {
  return Math.floor((1 - availableBytes / sizeBytes) * 100);
}

/** What so much use is held against: percent to stay under (`under`) or not to exceed (`upTo`), or GiB that have to be free (`free`). */
export type UsedLimit = {
  limit: 'under' | 'upTo' | 'free';
  needed: number;
  /** The signal of the plan's own evictionHard that says so; 'usual' for the limits that stand without one. */
  by: DiskSignal | 'usual';
};

const signals: Record<string, DiskSignal> = {
  '/var/lib/kubelet': 'nodefs.available',
  '/var/lib/containerd': 'imagefs.available',
};

/**
 * What so much use means for a file system that these folders are on; null when it is little enough. Where kubelet evicts an install
 * stops: pods are evicted as soon as they come. kURL and Embedded Cluster stop above 80 %, so that the install doesn't reach it; here its
 * own size is counted by disk.avail, and above 60 % a warning stands. Kubelet looks at two folders; on file systems with neither of them its
 * default is ours.
 */
export function usedTooMuch(
  plan: Plan,
  folders: readonly string[],
  { sizeBytes, availableBytes }: { sizeBytes: number; availableBytes: number },
): ({ severity: 'block' | 'warn' } & UsedLimit) | null {
  const asked = folders.flatMap((folder) => signals[folder] ?? []);
  const available = (100 * availableBytes) / sizeBytes;
  for (const signal of asked.length > 0 ? asked : [null]) {
    const threshold = signal ? evictionThreshold(plan, signal) : usualEviction;
    if (!threshold) continue;
    const by = signal && threshold.overridden ? signal : 'usual';
    if (threshold.unit === 'bytes' && availableBytes < threshold.amount)
      return { severity: 'block', limit: 'free', needed: threshold.amount / 2 ** 30, by };
    if (threshold.unit === 'percent' && available <= threshold.amount)
      return { severity: 'block', limit: 'under', needed: 100 - threshold.amount, by };
  }
  if (usedPercent({ sizeBytes, availableBytes }) <= usedWarnAbove) return null;
  return { severity: 'warn', ...usedUsually };
}

/** What a file system that has room enough is held against. */
export const usedUsually: UsedLimit = { limit: 'upTo', needed: usedWarnAbove, by: 'usual' };
