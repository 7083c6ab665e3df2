import { expect, test } from 'vitest';
import { sampleFacts, samplePlan, withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { contextOf, judged, testUnreadable } from '../testing';
import { cpuAndMemoryChecks } from './cpu-and-memory';

const [cpus, x86v2, memory] = cpuAndMemoryChecks;
if (!cpus || !x86v2 || !memory) throw new Error('three checks are expected');

/** Of six hosts the first is a control plane by itself, the fourth a worker by itself. */
const six = (change: (plan: Plan) => void = () => {}) => contextOf({ plan: samplePlan(change, 'six-hosts') });
const plain = six();
const rainbond = six((plan) => withRainbond(plan));
const hostOf = (context: typeof plain, index: number) => context.plan.hosts[index];

test.each([
  [1, 0, 'block', 2, 'kubernetes'],
  [3, 0, 'warn', 4, 'controlPlane'],
])('cpu.min: %i CPUs on host %i of a plain plan', (found, host, severity, needed, why) => {
  expect(judged(cpus, `${found}\n`, plain, hostOf(plain, host))).toMatchObject({
    state: 'finding',
    severity,
    values: { found, needed, why },
  });
});

test.each([
  [3, 'warn', 4],
  [7, 'info', 8],
])('cpu.min: %i CPUs for Rainbond', (found, severity, needed) => {
  expect(judged(cpus, `${found}\n`, rainbond, hostOf(rainbond, 3))).toMatchObject({ severity, values: { needed } });
});

test('cpu.min: exactly what is asked for passes', () => {
  expect(judged(cpus, '2\n', plain, hostOf(plain, 3))).toMatchObject({ state: 'passed', values: { needed: 2 } });
  expect(judged(cpus, '4\n', plain, hostOf(plain, 0))).toMatchObject({ state: 'passed', values: { needed: 4 } });
  expect(judged(cpus, '8\n', rainbond, hostOf(rainbond, 3))).toMatchObject({ state: 'passed', values: { needed: 8 } });
});

test('cpu.min: zero CPUs is no number of CPUs', () => {
  expect(judged(cpus, '0\n')).toMatchObject({ state: 'not-run' });
});

const kib = (gib: number) => Math.round(gib * 2 ** 20);
const memTotal = (value: number) => `MemTotal:       ${value} kB\n`;

test('mem.min: a tenth less than 2 GiB passes, one KiB less than that blocks', () => {
  const worker = hostOf(plain, 3);
  expect(judged(memory, memTotal(Math.ceil(2 * 0.9 * 2 ** 20)), plain, worker)).toMatchObject({ state: 'passed' });
  expect(judged(memory, memTotal(Math.ceil(2 * 0.9 * 2 ** 20) - 1), plain, worker)).toMatchObject({
    severity: 'block',
    values: { gib: expect.closeTo(1.8, 3), needed: 2, why: 'kubernetes' },
  });
});

test.each([
  [7.2, 'info', 16],
  [7.19, 'warn', 8],
  [14.4, null, 16],
])('mem.min: %f GiB for Rainbond', (gib, severity, needed) => {
  const outcome = judged(memory, memTotal(kib(gib) + 1), rainbond, hostOf(rainbond, 3));
  expect(outcome).toMatchObject(severity ? { severity, values: { needed } } : { state: 'passed', values: { needed } });
});

test('mem.min: a machine sold with 8 GiB passes for a control plane, in KiB as the kernel prints them', () => {
  expect(judged(memory, 'MemTotal:        8009348 kB\n', plain, hostOf(plain, 0))).toMatchObject({
    state: 'passed',
    values: { gib: expect.closeTo(7.638, 3) },
  });
});

test('mem.min: a tenth less than 4 GiB passes for a control plane, one KiB less than that warns', () => {
  const least = Math.ceil(4 * 0.9 * 2 ** 20);
  expect(judged(memory, memTotal(least), plain, hostOf(plain, 0))).toMatchObject({ state: 'passed' });
  expect(judged(memory, memTotal(least - 1), plain, hostOf(plain, 0))).toMatchObject({
    severity: 'warn',
    values: { gib: expect.closeTo(3.6, 3), needed: 4, why: 'controlPlane' },
  });
});

test('mem.min: a number in another unit is not understood', () => {
  expect(judged(memory, 'MemTotal:        8009348 MB\n')).toMatchObject({ state: 'not-run' });
});

const nehalem = 'fpu vme sse sse2 ht syscall nx lm pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm';
const flags = (text: string) => `x86_64\nflags\t\t: ${text}\n`;

test('cpu.x86v2: a CPU with all of them passes', () => {
  expect(judged(x86v2, flags(nehalem))).toMatchObject({ state: 'passed', values: { state: 'complete' } });
});

test('cpu.x86v2: QEMU’s qemu64 lacks most, and each is named', () => {
  expect(judged(x86v2, flags('fpu vme sse sse2 ht syscall nx lm pni cx16 hypervisor lahf_lm'))).toMatchObject({
    state: 'finding',
    severity: 'block',
    values: { missing: 'popcnt, ssse3, sse4_1, sse4_2' },
  });
});

test('cpu.x86v2: a flag that only begins like one is another flag', () => {
  expect(judged(x86v2, flags(nehalem.replace('ssse3', 'ssse3x')))).toMatchObject({ values: { missing: 'ssse3' } });
});

test('cpu.x86v2: arm64 has no such level, and isn’t asked when that is known', () => {
  expect(judged(x86v2, 'aarch64\n')).toMatchObject({ state: 'passed', values: { state: 'other' } });
  const arm = sampleFacts('10.0.0.11', (facts) => Object.assign(facts, { architecture: 'arm64' }));
  const [host] = plain.plan.hosts;
  if (!host) throw new Error('the plan has no host');
  expect(x86v2.appliesTo(contextOf({ facts: { [host.name]: arm } }), host)).toBe(false);
  expect(x86v2.appliesTo(plain, host)).toBe(true);
});

test('cpu.x86v2: amd64 without a line of flags is not run', () => {
  expect(judged(x86v2, 'x86_64\n')).toMatchObject({ state: 'not-run' });
});

for (const check of [cpus, x86v2, memory]) testUnreadable(check);
