import { expect, test } from 'vitest';
import type { HostFacts } from '@/lib/plan/facts';
import { sampleFacts } from '@/lib/plan/samples';
import { driftOf, hostBasis } from './host-basis';

const before = sampleFacts('10.0.0.11', (facts) => {
  facts.gatheredAt = '2026-11-28T02:00:00.000Z';
});
const later = (change: (facts: HostFacts) => void) => {
  const facts = structuredClone(before);
  facts.gatheredAt = '2026-11-28T02:00:00.001Z';
  change(facts);
  return driftOf(hostBasis(before), facts);
};

test('the same facts, read again, are no change, and neither is what fills and drifts by itself', () => {
  expect(later(() => {})).toBeNull();
  expect(
    later((facts) => {
      for (const each of facts.filesystems) each.availableBytes -= 2 ** 30;
      facts.filesystems.push({ mount: '/run/user/0', device: 'tmpfs', type: 'tmpfs', sizeBytes: 1, availableBytes: 1 });
      facts.addresses.push({ interface: 'cni0', address: '10.244.0.1', prefix: 24, family: 'inet' });
      facts.clock.offsetMs += 50;
    }),
  ).toBeNull();
});

test('older facts, and those of the same moment, say nothing of what came after', () => {
  for (const gatheredAt of [before.gatheredAt, '2026-11-28T01:00:00.000Z'])
    expect(driftOf(hostBasis(before), { ...before, gatheredAt, kernel: '4.18.0' })).toBeNull();
});

test.each<[string, (facts: HostFacts) => void, object]>([
  ['kernel', (facts) => Object.assign(facts, { kernel: '6.1.0' }), { kernel: `${before.kernel} amd64 → 6.1.0 amd64` }],
  ['machine', (facts) => Object.assign(facts, { machineId: 'other' }), { machine: `${before.machineId} → other` }],
  ['CPUs', (facts) => Object.assign(facts, { cpus: 1 }), { cpus: `${before.cpus} → 1` }],
  ['swap', (facts) => Object.assign(facts, { swapBytes: 2 ** 31 }), { swap: '0 GiB → 2 GiB' }],
  [
    'disk',
    (facts) => void facts.disks.push({ name: 'vdz', sizeBytes: 2 ** 34, rotational: false, model: '' }),
    { disks: '+vdz 16 GiB' },
  ],
  ['address', (facts) => Object.assign(facts, { addresses: [] }), { gone: '10.0.0.11' }],
])('another %s is told with what it was and is, and nothing else', (_what, change, said) => {
  const drift = later(change) ?? {};
  const told = Object.fromEntries(Object.entries(drift).filter(([, text]) => text !== 'none'));
  if (!('gone' in said)) expect(told).toEqual(said);
  else expect(told).toMatchObject({ gone: expect.stringContaining(said.gone as string) });
});

test('memory is another from more than 2 % on: each kernel keeps a little for itself', () => {
  const memory = (memoryBytes: number) => later((facts) => Object.assign(facts, { memoryBytes }))?.memory;
  const [least, most] = [Math.ceil(before.memoryBytes * 0.98), Math.floor(before.memoryBytes * 1.02)];
  expect([memory(least), memory(most)]).toEqual([undefined, undefined]);
  expect(memory(least - 1)).toMatch(/GiB → /);
  expect(memory(most + 1)).toMatch(/GiB → /);
});
