import { type Found, rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/**
 * Volumes on one host's disk are away with it. Rainbond 5.17 then brings one NFS pod, on the node with the largest disk;
 * 6.x a local path for each volume.
 */
export const planStorageLocal = rule('plan.storage.local', 'storage', ({ plan }) => {
  const { storage, rainbond } = plan;
  const local = storage.kind === 'built-in' || (storage.kind === 'none' && rainbond.kind !== 'none');
  if (!local) return [];
  const workers = hostsWithRole(plan, 'worker').length;
  const problem = rainbond.kind === '5.17' ? 'nfs' : 'local';
  return [{ severity: 'warn', path: 'storage.kind', values: { problem, workers } } satisfies Found];
});
