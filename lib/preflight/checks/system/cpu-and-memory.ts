import { type HostNeed, hostNeeds, isMemoryFor } from '@/lib/plan/host-needs';
import { finding, passed, unreadable } from '../../check';
import { everyHost } from '../applies';
import { hostCheck } from './host-check';

/** Which need a passed host is held against: the largest. */
const largest = (needs: HostNeed[], of: (need: HostNeed) => number): HostNeed | undefined =>
  [...needs].sort((a, b) => of(b) - of(a))[0];

const source = 'kubeadm preflight NumCPU, Mem; kURL; Rainbond “Installation requirements”';

const cpus = hostCheck({
  id: 'cpu.min',
  source,
  appliesTo: everyHost,
  byHand: () => 'getconf _NPROCESSORS_ONLN',
  replaces: ['plan.host.cpu'],
  script: () => 'see_cpus; echo "$cpus"',
  judge: (reading, { plan }, host) => {
    const found = Number(/^\s*(\d+)\s*$/.exec(reading.stdout)?.[1] ?? 0);
    const needs = hostNeeds(plan, host);
    const missed = needs.find((need) => found < need.cpus);
    const need = missed ?? largest(needs, (each) => each.cpus);
    if (found === 0 || !need) return unreadable(reading);
    const values = { found, needed: need.cpus, why: need.why };
    return missed ? finding(missed.severity, values) : passed(values);
  },
});

const memory = hostCheck({
  id: 'mem.min',
  source,
  appliesTo: everyHost,
  byHand: () => 'grep MemTotal /proc/meminfo',
  replaces: ['plan.host.memory'],
  script: () =>
    'while IFS= read -r line; do case $line in MemTotal:*) printf "%s\\n" "$line"; break ;; esac; done < /proc/meminfo',
  judge: (reading, { plan }, host) => {
    // proc(5): kB there means KiB.
    const kib = Number(/^MemTotal:\s+(\d+) kB$/m.exec(reading.stdout)?.[1] ?? 0);
    const needs = hostNeeds(plan, host);
    const missed = needs.find((need) => !isMemoryFor(kib * 1024, need));
    const need = missed ?? largest(needs, (each) => each.memoryGib);
    if (kib === 0 || !need) return unreadable(reading);
    const values = { gib: kib / 1024 / 1024, needed: need.memoryGib, why: need.why };
    return missed ? finding(missed.severity, values) : passed(values);
  },
});

/** What x86-64-v2 has beyond the first x86-64, in the kernel's names. */
const v2Flags = ['cx16', 'lahf_lm', 'popcnt', 'pni', 'ssse3', 'sse4_1', 'sse4_2'];

const x86v2 = hostCheck({
  id: 'cpu.x86v2',
  source: 'x86-64 psABI microarchitecture levels; RHEL 9 and its images are built for x86-64-v2',
  appliesTo: ({ facts }, host) => (facts[host.name]?.architecture ?? 'amd64') === 'amd64',
  byHand: () => "grep -m1 '^flags' /proc/cpuinfo",
  script: () => `see_machine; echo "$machine"
while IFS= read -r line; do case $line in flags*) printf '%s\\n' "$line"; break ;; esac; done < /proc/cpuinfo`,
  judge: (reading) => {
    const [machine = '', cpuinfo = ''] = reading.stdout.trim().split('\n');
    // Other architectures have no such levels; their cpuinfo has no line of flags either.
    if (/^(aarch64|arm64|ppc64le|s390x|riscv64|loongarch64)$/.test(machine))
      return passed({ state: 'other', machine, missing: '' });
    const flags = /^flags\s*:(.+)$/.exec(cpuinfo)?.[1]?.trim().split(/\s+/);
    if (machine !== 'x86_64' || !flags) return unreadable(reading);
    const missing = v2Flags.filter((flag) => !flags.includes(flag));
    const values = { machine, missing: missing.join(', '), state: missing.length === 0 ? 'complete' : 'missing' };
    return missing.length === 0 ? passed(values) : finding('block', values);
  },
});

export const cpuAndMemoryChecks = [cpus, x86v2, memory];
