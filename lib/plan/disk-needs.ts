import type { BundleReading } from './bundle-reading';
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

/** Percent of a file system that is in use. */
export const usedLimits = {
  /**
   * kubelet's default eviction threshold: imagefs.available under 15 %. Pods are evicted as soon as they come. kURL and Embedded Cluster
   * stop above 80 %, so that the install doesn't reach it; here its own size is counted by disk.avail, and above 60 % a warning stands.
   */
  blockFrom: 85,
  /** kURL warns above it: images and logs are still to come. */
  warnAbove: 60,
};

/** Where an install puts what grows; each may be a file system of its own. */
export const growingFolders = ['/', '/var/lib', '/var/lib/containerd', '/var/lib/kubelet', '/var/lib/etcd'];

/** As kubelet counts: what root alone may still take is in use. Whole percent, rounded down. */
export function usedPercent({ sizeBytes, availableBytes }: { sizeBytes: number; availableBytes: number }): number {
  return Math.floor((1 - availableBytes / sizeBytes) * 100);
}

/** What so much use means; null while it is little enough. `needed`: percent to stay under, or not to exceed. */
export function usedTooMuch(percent: number): { severity: 'block' | 'warn'; needed: number } | null {
  if (percent >= usedLimits.blockFrom) return { severity: 'block', needed: usedLimits.blockFrom };
  return percent > usedLimits.warnAbove ? { severity: 'warn', needed: usedLimits.warnAbove } : null;
}
