import type { HostFacts } from '@/lib/plan/facts';

/** Whether a host has a disk that doesn't turn: null while nobody knows. */
export function hasSsd(facts: HostFacts | undefined): boolean | null {
  if (!facts || facts.disks.length === 0) return null;
  if (facts.disks.some(({ rotational }) => rotational === false)) return true;
  return facts.disks.every(({ rotational }) => rotational === true) ? false : null;
}

/** An SSD is best, an unknown disk next, one that turns last. */
export function diskRank(facts: HostFacts | undefined): number {
  const ssd = hasSsd(facts);
  return ssd === true ? 0 : ssd === null ? 1 : 2;
}

/** kubeadm's own preflight: 2 CPUs and 1700 MB for a control plane. A host that nobody looked at may do. */
export function canBeControlPlane(facts: HostFacts | undefined): boolean {
  return !facts || (facts.cpus >= 2 && facts.memoryBytes >= 1700 * 2 ** 20);
}
