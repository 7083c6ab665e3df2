import { modelOf } from '@/lib/plan/availability/model';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { servedBy } from '@/lib/plan/availability/survives';
import type { CapabilityNow } from '../view';
import { applicationEntry } from './entry';
import { etcdQuorum, kubernetesApi, scheduling } from './kubernetes';
import { builds, database, rainbondConsole, registry } from './rainbond';
import type { Judge, Seen } from './say';
import { storageIo } from './storage';

const judges: Partial<Record<CapabilityId, Judge>> = {
  'kubernetes-api': kubernetesApi,
  'etcd-quorum': etcdQuorum,
  'application-entry': applicationEntry,
  scheduling,
  builds,
  'storage-io': storageIo,
  registry,
  database,
  'rainbond-console': rainbondConsole,
};

/**
 * Each capability that the plan has, as it is now: from what was just asked, never from what a run once proved. What can't
 * be asked is `unknown`.
 */
export function capabilitiesNow(seen: Seen): CapabilityNow[] {
  return servedBy(modelOf(seen.plan)).flatMap((id) => judges[id]?.(seen) ?? []);
}
