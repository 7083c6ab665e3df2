import type { Plan } from './schema';
import { storageClassOf } from './storage-class';

/** What `enableHA` of Rainbond 5.17 needs outside of Rainbond, and this plan doesn't give. */
export function missingForHa(plan: Plan): ('database' | 'etcd' | 'storage')[] {
  const missing: ('database' | 'etcd' | 'storage')[] = [];
  if (plan.database.kind === 'built-in') missing.push('database');
  if (plan.etcd.kind === 'built-in') missing.push('etcd');
  if (!storageClassOf(plan)?.shared) missing.push('storage');
  return missing;
}
