import type { HostFacts } from '@/lib/plan/facts';
import { osOfRelease } from './os-release';

/** What the script's output alone says; the rest is the connection's to know. */
export type ParsedFacts = Omit<HostFacts, 'clock' | 'privilege' | 'gatheredAt'> & {
  clock: Omit<HostFacts['clock'], 'offsetMs'>;
  /** Host's clock when the script began, milliseconds since 1970. */
  hostTimeMs: number;
};

/** Something that every Linux host says was not there, or made no sense. */
export class UnreadableFacts extends Error {
  constructor(readonly section: string) {
    super(`host facts: could not read ${section}`);
  }
}

const architectures: Record<string, string> = { x86_64: 'amd64', aarch64: 'arm64' };
const unitsOfInterest =
  /^(kubelet|containerd|docker|crio|etcd|keepalived|chrony|chronyd|ntpd|ntp|systemd-timesyncd|firewalld|ufw|rke2-[a-z]+|k3s.*)\.service$/;
const pseudoFileSystems = new Set(['tmpfs', 'devtmpfs', 'overlay', 'squashfs', 'efivarfs', 'ramfs', 'iso9660']);

/** The output by section; a cut-off one (no `@@end`) is refused. */
function sectionsOf(output: string): (name: string) => string[] {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of output.split('\n')) {
    const name = /^@@([a-z-]+)$/.exec(line)?.[1];
    if (name === undefined) lines.push(line);
    else {
      lines = [];
      sections.set(name, lines);
    }
  }
  if (!sections.has('end')) throw new UnreadableFacts('end');
  return (name) => (sections.get(name) ?? []).filter((line) => line !== '');
}

function required(section: string, text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isFinite(value) || value <= 0) throw new UnreadableFacts(section);
  return value;
}

function disksOf(lines: string[]): HostFacts['disks'] {
  const disks: HostFacts['disks'] = [];
  for (const line of lines) {
    const pairs = Object.fromEntries([...line.matchAll(/([A-Z]+)="([^"]*)"/g)].map((pair) => [pair[1], pair[2]]));
    const sizeBytes = Number(pairs.SIZE);
    if (pairs.TYPE !== 'disk' || !pairs.NAME || !(sizeBytes > 0)) continue;
    const rotational = pairs.ROTA === '1' ? true : pairs.ROTA === '0' ? false : null;
    disks.push({ name: pairs.NAME, sizeBytes, rotational, model: (pairs.MODEL ?? '').trim() });
  }
  return disks;
}

function fileSystemsOf(lines: string[]): HostFacts['filesystems'] {
  const found: HostFacts['filesystems'] = [];
  for (const line of lines) {
    const match = /^(\S+)\s+(\S+)\s+(\d+)\s+(\d+)\s+(\/.*)$/.exec(line);
    if (!match) continue;
    const [, device = '', type = '', size, available, mount = ''] = match;
    // In a container the root itself may be an overlay; it is still where things are put.
    if (pseudoFileSystems.has(type) && mount !== '/') continue;
    found.push({ mount, device, type, sizeBytes: Number(size), availableBytes: Number(available) });
  }
  return found;
}

function addressesOf(lines: string[]): HostFacts['addresses'] {
  const found: HostFacts['addresses'] = [];
  for (const line of lines) {
    const match = /^\d+:\s+([^\s@]+)(?:@\S+)?\s+(inet6?)\s+([0-9a-fA-F.:]+)(?:\s+peer\s+[0-9a-fA-F.:]+)?\/(\d+)/.exec(
      line,
    );
    if (!match || match[1] === 'lo') continue;
    const family = match[2] === 'inet6' ? 'inet6' : 'inet';
    found.push({ interface: match[1] ?? '', address: match[3] ?? '', prefix: Number(match[4]), family });
  }
  return found;
}

function defaultRouteOf(lines: string[]): HostFacts['defaultRoute'] {
  const via = /\bvia (\S+)/.exec(lines[0] ?? '')?.[1] ?? '';
  const device = /\bdev (\S+)/.exec(lines[0] ?? '')?.[1];
  return device ? { interface: device, via } : null;
}

function listeningOf(lines: string[]): HostFacts['listening'] {
  const found = new Map<string, HostFacts['listening'][number]>();
  for (const line of lines) {
    const match = /^(tcp|udp)\s+\S+\s+\d+\s+\d+\s+\S*:(\d+)\s+\S+(?:\s+users:\(\("([^"]*)")?/.exec(line);
    if (!match) continue;
    const protocol = match[1] === 'udp' ? 'udp' : 'tcp';
    const port = Number(match[2]);
    found.set(`${protocol}/${port}/${match[3] ?? ''}`, { port, protocol, process: match[3] ?? '' });
  }
  return [...found.values()];
}

function runningOf(lines: string[]): HostFacts['running'] {
  const running: HostFacts['running'] = [];
  for (const line of lines) {
    // A failed unit has a mark before its name where --plain is not known.
    const [unit = '', load, state = ''] = line.replace(/^[●*\s]+/, '').split(/\s+/);
    if (unitsOfInterest.test(unit) && load === 'loaded' && state !== 'inactive') running.push({ unit, state });
  }
  return running;
}

export function parseFacts(output: string): ParsedFacts {
  const section = sectionsOf(output);
  const first = (name: string) => section(name)[0]?.trim() ?? '';
  const memory = (key: string) => {
    const line = section('meminfo').find((candidate) => candidate.startsWith(`${key}:`));
    return /(\d+) kB/.exec(line ?? '')?.[1];
  };
  const swap = memory('SwapTotal');
  if (swap === undefined) throw new UnreadableFacts('meminfo');
  const [synchronized] = section('time');
  const localtime = /zoneinfo\/(.+)$/.exec(first('localtime'))?.[1] ?? '';
  const cgroups: Record<string, 'v1' | 'v2'> = { cgroup2fs: 'v2', tmpfs: 'v1' };
  const machine = first('machine');
  if (machine === '') throw new UnreadableFacts('machine');
  return {
    hostname: first('hostname'),
    os: osOfRelease(section('os-release')),
    kernel: first('kernel'),
    architecture: architectures[machine] ?? machine,
    cpus: required('cpus', first('cpus')),
    memoryBytes: required('meminfo', memory('MemTotal')) * 1024,
    swapBytes: Number(swap) * 1024,
    disks: disksOf(section('disks')),
    filesystems: fileSystemsOf(section('filesystems')),
    addresses: addressesOf(section('addresses')),
    defaultRoute: defaultRouteOf(section('route')),
    clock: {
      synchronized: synchronized === 'yes' ? true : synchronized === 'no' ? false : null,
      timezone: localtime,
    },
    hostTimeMs: required('clock', first('clock')),
    cgroup: cgroups[first('cgroup')] ?? 'unknown',
    systemd: /^(?:Version=v?|systemd )(\d+)/m.exec(section('systemd').join('\n'))?.[1] ?? '',
    machineId: first('machine-id'),
    tools: Object.fromEntries(
      section('tools').map((line) => {
        const [name = '', ...path] = line.split(' ');
        return [name, path.join(' ')];
      }),
    ),
    running: runningOf(section('units')),
    listening: listeningOf(section('listening')),
    leftovers: section('leftovers'),
  };
}
