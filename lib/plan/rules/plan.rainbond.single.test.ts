import { withRainbond } from '@/lib/plan/samples';
import { type Plan, storageSchema } from '@/lib/plan/schema';
import { planRainbondSingle } from './plan.rainbond.single';
import { testRule } from './testing';

const once = (components: string[], pinned: 'yes' | 'no' = 'no') =>
  components.map((component) => ({
    severity: 'info' as const,
    path: 'rainbond.kind',
    values: { component, pinned },
  }));
const changed = (kind: '5.17' | '6.x', change: (plan: Plan) => void) => ({
  plan: (plan: Plan) => withRainbond(plan, kind, change),
});

testRule(planRainbondSingle, {
  accepted: [{ title: 'no Rainbond' }],
  rejected: [
    {
      title: '6.x on NFS',
      plan: withRainbond,
      findings: once(['operator', 'mq', 'monitor', 'minio']),
    },
    {
      title: '6.x on an NFS server of the plan, whose provisioner runs once',
      ...changed('6.x', (plan) => {
        plan.storage = storageSchema.parse({ kind: 'nfs-server' });
      }),
      findings: once(['operator', 'mq', 'monitor', 'minio', 'provisioner']),
    },
    {
      title: '6.x with everything built in, pinned to hosts, and one console',
      ...changed('6.x', (plan) => {
        plan.storage = { kind: 'built-in' };
        plan.database = { kind: 'built-in' };
        Object.assign(plan.rainbond, { sharedVolumes: false, consoleReplicas: 1 });
      }),
      findings: once(['console', 'operator', 'mq', 'monitor', 'minio', 'db'], 'yes'),
    },
    {
      title: '5.17 with enableHA',
      ...changed('5.17', () => {}),
      findings: once(['operator', 'eventlog', 'monitor', 'resourceProxy']),
    },
    {
      title: '5.17 without it',
      ...changed('5.17', ({ rainbond }) => {
        Object.assign(rainbond, { enableHA: false });
      }),
      findings: once(['operator', 'eventlog', 'monitor', 'resourceProxy', 'mq']),
    },
  ],
});
