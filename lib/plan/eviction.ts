import { quantityOf } from '@/lib/quantity';
import { overriddenKubelet } from './kubeadm-overrides';
import type { Plan } from './schema';

/** Of kubelet's signals those about disks: where its pods' data is (/var/lib/kubelet), and where images are (/var/lib/containerd). */
export type DiskSignal = 'nodefs.available' | 'imagefs.available';

/** From what on kubelet evicts pods: so little of the file system is available. `percent` of its size, or `bytes`. */
export type EvictionThreshold =
  | { unit: 'percent'; amount: number; overridden: boolean }
  | { unit: 'bytes'; amount: number; overridden: boolean };

/**
 * kubelet's own default of `imagefs.available`. That of `nodefs.available` is 10 %; an install needs room in both, and kURL and Embedded
 * Cluster stop earlier still, so 15 % counts for both until the plan says something else.
 */
export const usualEviction: EvictionThreshold = { unit: 'percent', amount: 15, overridden: false };

/**
 * What the plan's kubelets will evict by. With an `evictionHard` of one's own kubelet knows no defaults (a signal that isn't in it
 * evicts nothing: null), unless `mergeDefaultEvictionSettings` is on. A value that kubelet can't read either stays for it to refuse.
 */
export function evictionThreshold(plan: Plan, signal: DiskSignal): EvictionThreshold | null {
  const { evictionHard: hard, mergeDefaultEvictionSettings: merges } = overriddenKubelet(
    plan.kubernetes.overrides.kubeadm,
  );
  if (typeof hard !== 'object' || hard === null || Object.keys(hard).length === 0) return usualEviction;
  const text = signal in hard ? (hard as Record<string, unknown>)[signal] : undefined;
  if (text === undefined || text === null) return merges === true ? usualEviction : null;
  // A map of texts: kubelet takes no number and no list there.
  if (typeof text !== 'string') return usualEviction;
  const percent = /^\s*(\d+(?:\.\d+)?)%\s*$/.exec(text)?.[1];
  const amount = percent === undefined ? quantityOf(text) : Number(percent);
  if (amount === null || amount < 0) return usualEviction;
  // kubelet takes 0 as no threshold.
  if (amount === 0) return null;
  return { unit: percent === undefined ? 'bytes' : 'percent', amount, overridden: true };
}
