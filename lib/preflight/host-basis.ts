import { z } from 'zod';
import type { HostFacts } from '@/lib/plan/facts';

/** What a preflight knew of a host as its checks were judged: of the facts, what doesn't change unless somebody changes the host. */
export const hostBasisSchema = z.object({
  /** As HostFacts has it. */
  gatheredAt: z.string(),
  machineId: z.string(),
  hostname: z.string(),
  os: z.string(),
  kernel: z.string(),
  architecture: z.string(),
  cpus: z.number(),
  memoryBytes: z.number(),
  swapBytes: z.number(),
  /** `vda 40 GiB`, sorted. */
  disks: z.array(z.string()),
  /** `/var 20 GiB`, sorted; those of the pod runtime aren't the host's. */
  filesystems: z.array(z.string()),
  addresses: z.array(z.string()),
});
export type HostBasis = z.infer<typeof hostBasisSchema>;

const gib = (bytes: number) => `${Math.round((bytes / 2 ** 30) * 10) / 10} GiB`;
/** Mounts that containers, users and the kernel bring and take while nobody works on the host. */
const passing = /^\/(run|proc|sys|dev|tmp)(\/|$)|^\/var\/lib\/(kubelet|containerd|docker|rancher)\/./;

export function hostBasis(facts: HostFacts): HostBasis {
  return {
    gatheredAt: facts.gatheredAt,
    machineId: facts.machineId,
    hostname: facts.hostname,
    os: facts.os.prettyName,
    kernel: facts.kernel,
    architecture: facts.architecture,
    cpus: facts.cpus,
    memoryBytes: facts.memoryBytes,
    swapBytes: facts.swapBytes,
    disks: facts.disks.map(({ name, sizeBytes }) => `${name} ${gib(sizeBytes)}`).sort(),
    filesystems: facts.filesystems
      .filter(({ mount }) => !passing.test(mount))
      .map(({ mount, sizeBytes }) => `${mount} ${gib(sizeBytes)}`)
      .sort(),
    addresses: facts.addresses.filter(({ family }) => family === 'inet').map(({ address }) => address),
  };
}

/** The kernel keeps a little more or less for itself at each boot; less than 2 % is the same memory. */
const sameMemory = (before: number, now: number) => Math.abs(now - before) <= before * 0.02;

/** Of each thing that is another now: `before → now`. 'none' where nothing changed, so that the text can leave it out. */
export type Drift = Record<
  'machine' | 'hostname' | 'os' | 'kernel' | 'cpus' | 'memory' | 'swap' | 'disks' | 'filesystems' | 'gone',
  string
>;

/** How a host differs from what a preflight knew of it; null when these facts aren't newer, or say the same. */
export function driftOf(basis: HostBasis, facts: HostFacts): Drift | null {
  if (!(Date.parse(facts.gatheredAt) > Date.parse(basis.gatheredAt))) return null;
  const now = hostBasis(facts);
  const from = (before: string, after: string) => (before === after ? 'none' : `${before} → ${after}`);
  const moved = (before: string[], after: string[]) => {
    const [lost, won] = [
      before.filter((each) => !after.includes(each)),
      after.filter((each) => !before.includes(each)),
    ];
    return [...lost.map((each) => `−${each}`), ...won.map((each) => `+${each}`)].join(', ') || 'none';
  };
  const gone = basis.addresses.filter((address) => !now.addresses.includes(address));
  const drift: Drift = {
    machine: from(basis.machineId, now.machineId),
    hostname: from(basis.hostname, now.hostname),
    os: from(basis.os, now.os),
    kernel: from(`${basis.kernel} ${basis.architecture}`, `${now.kernel} ${now.architecture}`),
    cpus: from(String(basis.cpus), String(now.cpus)),
    memory: sameMemory(basis.memoryBytes, now.memoryBytes)
      ? 'none'
      : from(gib(basis.memoryBytes), gib(now.memoryBytes)),
    // How much of it there is says nothing that the checks ask.
    swap: basis.swapBytes > 0 === now.swapBytes > 0 ? 'none' : from(gib(basis.swapBytes), gib(now.swapBytes)),
    disks: moved(basis.disks, now.disks),
    filesystems: moved(basis.filesystems, now.filesystems),
    // An install brings addresses of its own (pod network, VIP); one that is gone is missed.
    gone: gone.join(', ') || 'none',
  };
  return Object.values(drift).every((each) => each === 'none') ? null : drift;
}
