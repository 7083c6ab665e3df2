import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';

/** Components that the charts run once, whatever the plan says; `component` is a key that ICU can select on. */
function chartOnce({ rainbond, database }: Plan): string[] {
  switch (rainbond.kind) {
    case 'none':
      return [];
    case '5.17':
      return ['operator', 'eventlog', 'monitor', 'resourceProxy', ...(rainbond.enableHA ? [] : ['mq'])];
    case '6.x':
      return ['operator', 'mq', 'monitor', 'minio', ...(database.kind === 'built-in' ? ['db'] : [])];
  }
}

/** With one provisioner of volumes on NFS; it makes new volumes, and those that are there don't need it. An external server gets two of them. */
const provisioned = ['nfs-server'];

/** Each comes back on another host after about six minutes (node monitor 50 s, eviction 300 s), unless its volume is pinned. */
export const planRainbondSingle = rule('plan.rainbond.single', 'rainbond', ({ plan }) => {
  if (plan.rainbond.kind === 'none') return [];
  const pinned = plan.rainbond.kind === '6.x' && !plan.rainbond.sharedVolumes;
  const consoleOnce = plan.rainbond.console && plan.rainbond.consoleReplicas === 1 ? ['console'] : [];
  const provisioner = provisioned.includes(plan.storage.kind) ? ['provisioner'] : [];
  return [...consoleOnce, ...chartOnce(plan), ...provisioner].map(
    (component): Found => ({
      severity: 'info',
      path: 'rainbond.kind',
      values: { component, pinned: pinned ? 'yes' : 'no' },
    }),
  );
});
