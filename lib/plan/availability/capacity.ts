import { lives } from './back';
import type { Failure } from './failure';
import type { AvailabilityModel } from './model';

/** What hosts that run pods have left, by sum. Null while the facts of one of them are unknown. */
export type CapacityLeft = {
  cpus: { left: number; of: number } | null;
  memoryBytes: { left: number; of: number } | null;
};

export function capacityLeft(model: AvailabilityModel, failure: Failure): CapacityLeft {
  const workers = model.hosts.filter(({ worker }) => worker);
  const sum = (key: 'cpus' | 'memoryBytes') => {
    const known = workers.flatMap((host) => (host[key] === null ? [] : [{ id: host.id, size: host[key] }]));
    if (known.length < workers.length) return null;
    const left = known.filter(({ id }) => lives(id, failure));
    return { left: total(left), of: total(known) };
  };
  return { cpus: sum('cpus'), memoryBytes: sum('memoryBytes') };
}

const total = (hosts: { size: number }[]): number => hosts.reduce((sum, { size }) => sum + size, 0);
