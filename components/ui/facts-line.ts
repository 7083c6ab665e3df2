import type { HostFacts } from '@/lib/plan/facts';

export type FactsLine = {
  cpus: number;
  /** GiB, rounded up: the kernel keeps some, so that 15.5 seen are 16 built in. */
  memoryGib: number;
  /** GB as disks are sold, 10^9 bytes; null when no disk was seen. */
  diskGb: number | null;
  medium: 'ssd' | 'hdd' | 'disk';
};

/** A host's size in one line, the way people name machines. */
export function factsLine(facts: HostFacts): FactsLine {
  const total = facts.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
  const kinds = new Set(facts.disks.map((disk) => disk.rotational));
  const [only] = kinds;
  const known = kinds.size === 1 && only !== null && only !== undefined;
  return {
    cpus: facts.cpus,
    memoryGib: Math.max(1, Math.ceil(facts.memoryBytes / 2 ** 30 - 0.05)),
    diskGb: total > 0 ? Math.round(total / 1e9) : null,
    medium: known ? (only ? 'hdd' : 'ssd') : 'disk',
  };
}
