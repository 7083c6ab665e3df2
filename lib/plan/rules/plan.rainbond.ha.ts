import { setEnableHa } from '@/lib/plan/fixes/set-enable-ha';
import { shareKubernetesEtcd } from '@/lib/plan/fixes/share-kubernetes-etcd';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';
import { storageClassOf } from '@/lib/plan/storage-class';

/** What `enableHA` of 5.17 needs outside of Rainbond and this plan doesn't give. */
function missingFor(plan: Plan): Found[] {
  const missing: Found[] = [];
  const values = (problem: string) => ({ problem, hosts: plan.hosts.length });
  const severity = 'block' as const;
  if (plan.database.kind === 'built-in') {
    missing.push({ severity, section: 'database', path: 'database.kind', values: values('database') });
  }
  if (plan.etcd.kind === 'built-in') {
    const fix = shareKubernetesEtcd.offer({});
    missing.push({ severity, section: 'etcd', path: 'etcd.kind', values: values('etcd'), fix });
  }
  if (!storageClassOf(plan)?.shared) {
    missing.push({ severity, section: 'storage', path: 'storage.kind', values: values('storage') });
  }
  return missing;
}

/** The old installer set it only from four nodes on, so that three nodes that looked highly available were not. */
export const planRainbondHa = rule('plan.rainbond.ha', 'rainbond', ({ plan }) => {
  if (plan.rainbond.kind !== '5.17') return [];
  const missing = missingFor(plan);
  if (plan.rainbond.enableHA) return missing;
  if (plan.hosts.length < 3) return [];
  return [
    {
      severity: 'warn',
      path: 'rainbond.enableHA',
      values: { problem: 'off', hosts: plan.hosts.length },
      fix: missing.length === 0 ? setEnableHa.offer({}) : null,
    },
  ];
});
