import { expect, test } from 'vitest';
import { sampleFacts } from '@/lib/plan/samples';
import { canBeControlPlane, diskRank, hasSsd } from './host-rank';

const disks = (...kinds: (boolean | null)[]) =>
  sampleFacts('10.0.0.11', (facts) => {
    facts.disks = kinds.map((rotational, index) => ({ name: `sd${index}`, sizeBytes: 1, rotational, model: '' }));
  });

test('one SSD is enough, and unknown is neither', () => {
  expect([hasSsd(disks(true, false)), hasSsd(disks(true)), hasSsd(disks(true, null)), hasSsd(disks())]).toEqual([
    true,
    false,
    null,
    null,
  ]);
  expect(hasSsd(undefined)).toBeNull();
});

test('an SSD goes before the unknown, the unknown before a disk that turns', () => {
  expect([disks(false), undefined, disks(true)].map(diskRank)).toEqual([0, 1, 2]);
});

test('a control plane has two CPUs and 1700 MiB, as kubeadm wants', () => {
  const sized = (cpus: number, mib: number) =>
    canBeControlPlane(sampleFacts('10.0.0.11', (facts) => Object.assign(facts, { cpus, memoryBytes: mib * 2 ** 20 })));
  expect([sized(2, 1700), sized(1, 1700), sized(2, 1699)]).toEqual([true, false, false]);
  expect(canBeControlPlane(undefined)).toBe(true);
});
