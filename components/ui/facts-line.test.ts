import { expect, it } from 'vitest';
import type { HostFacts } from '@/lib/plan/facts';
import { factsLine } from './facts-line';

const facts = (disks: HostFacts['disks'], memoryBytes = 16.6e9) =>
  factsLine({ cpus: 8, memoryBytes, disks } as HostFacts);
const disk = (sizeBytes: number, rotational: boolean | null) => ({ name: 'sda', sizeBytes, rotational, model: '' });

it('names memory as it is sold, although the kernel keeps some', () => {
  expect(facts([], 16_600_000_000).memoryGib).toBe(16);
  expect(facts([], 2 ** 34).memoryGib).toBe(16);
});

it('sums disks and says what they are', () => {
  expect(facts([disk(100e9, false), disk(100e9, false)])).toMatchObject({ diskGb: 200, medium: 'ssd' });
  expect(facts([disk(1e12, true)])).toMatchObject({ diskGb: 1000, medium: 'hdd' });
});

it('calls disks of unknown or mixed kind just disk, and none null', () => {
  expect(facts([disk(1e9, true), disk(1e9, false)]).medium).toBe('disk');
  expect(facts([disk(1e9, null)]).medium).toBe('disk');
  expect(facts([]).diskGb).toBeNull();
});
