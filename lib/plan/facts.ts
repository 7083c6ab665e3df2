import { z } from 'zod';

/** What was read from one host in one round trip. Sizes in bytes, times in milliseconds. Unknown is `null`, never 0. */
export const hostFactsSchema = z.object({
  hostname: z.string(),
  os: z.object({
    /** ID of os-release: debian, ubuntu, rocky, almalinux, anolis, openEuler, kylin, … */
    id: z.string(),
    idLike: z.array(z.string()),
    versionId: z.string(),
    prettyName: z.string(),
  }),
  kernel: z.string(),
  /** In Go's names: amd64, arm64; otherwise what uname -m printed. */
  architecture: z.string(),
  cpus: z.number(),
  memoryBytes: z.number(),
  swapBytes: z.number(),
  disks: z.array(
    z.object({ name: z.string(), sizeBytes: z.number(), rotational: z.boolean().nullable(), model: z.string() }),
  ),
  filesystems: z.array(
    z.object({
      mount: z.string(),
      device: z.string(),
      type: z.string(),
      sizeBytes: z.number(),
      availableBytes: z.number(),
    }),
  ),
  addresses: z.array(
    z.object({ interface: z.string(), address: z.string(), prefix: z.number(), family: z.enum(['inet', 'inet6']) }),
  ),
  defaultRoute: z.object({ interface: z.string(), via: z.string() }).nullable(),
  clock: z.object({
    /** Host's clock minus the console's, corrected by half the round trip. */
    offsetMs: z.number(),
    synchronized: z.boolean().nullable(),
    timezone: z.string(),
  }),
  cgroup: z.enum(['v1', 'v2', 'unknown']),
  systemd: z.string(),
  machineId: z.string(),
  /** Which of the programs that matter are installed: name to path ('' when absent). */
  tools: z.record(z.string(), z.string()),
  /** What already runs or is left over: active units and leftovers that a check or a runbook cares about. */
  running: z.array(z.object({ unit: z.string(), state: z.string() })),
  listening: z.array(z.object({ port: z.number(), protocol: z.enum(['tcp', 'udp']), process: z.string() })),
  leftovers: z.array(z.string()),
  privilege: z.enum(['root', 'sudo', 'sudo-password']),
  gatheredAt: z.string(),
});
export type HostFacts = z.infer<typeof hostFactsSchema>;

/** Facts by host name of the plan; a host that was never reached is absent. */
export const factsByHostSchema = z.record(z.string(), hostFactsSchema);
export type FactsByHost = z.infer<typeof factsByHostSchema>;
