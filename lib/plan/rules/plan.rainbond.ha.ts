import { setEnableHa } from '@/lib/plan/fixes/set-enable-ha';
import { shareKubernetesEtcd } from '@/lib/plan/fixes/share-kubernetes-etcd';
import { missingForHa } from '@/lib/plan/rainbond-ha';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';

function missingFor(plan: Plan): Found[] {
  return missingForHa(plan).map((problem) => ({
    severity: 'block',
    section: problem,
    path: `${problem}.kind`,
    values: { problem, hosts: plan.hosts.length },
    ...(problem === 'etcd' ? { fix: shareKubernetesEtcd.offer({}) } : {}),
  }));
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
