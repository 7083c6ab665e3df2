import { withRainbond } from '@/lib/plan/samples';
import { type Plan, storageSchema } from '@/lib/plan/schema';
import { planRainbondConsole } from './plan.rainbond.console';
import { testRule } from './testing';

const replicas = (consoleReplicas: number, change: (plan: Plan) => void = () => {}, kind: '5.17' | '6.x' = '6.x') => ({
  plan: (plan: Plan) =>
    withRainbond(plan, kind, (each) => {
      Object.assign(each.rainbond, { consoleReplicas });
      change(each);
    }),
});
const builtIn = (plan: Plan) => {
  plan.database = { kind: 'built-in' };
  plan.storage = { kind: 'built-in' };
};
const found = (problem: string, fix: string) => ({
  severity: 'warn' as const,
  path: 'rainbond.consoleReplicas',
  values: { problem, found: 2 },
  fix,
});

testRule(planRainbondConsole, {
  accepted: [
    { title: 'two on shared storage with an external database', ...replicas(2) },
    { title: 'one, whatever it stands on', ...replicas(1, builtIn) },
    {
      title: 'no console in the cluster',
      ...replicas(2, (plan) => {
        builtIn(plan);
        Object.assign(plan.rainbond, { console: false });
      }),
    },
  ],
  rejected: [
    {
      title: 'two on one disk and one MySQL pod',
      ...replicas(2, builtIn),
      findings: [found('database', 'single-console'), found('storage', 'single-console')],
    },
    {
      title: 'two on a volume that one node mounts at a time',
      ...replicas(2, (plan) => {
        plan.storage = storageSchema.parse({ kind: 'ceph' });
      }),
      findings: [found('oneNode', 'single-console')],
    },
    {
      title: 'two beside shared storage that Rainbond doesn’t use',
      ...replicas(2, ({ rainbond }) => {
        Object.assign(rainbond, { sharedVolumes: false });
      }),
      findings: [found('volumes', 'set-shared-volumes')],
    },
    {
      title: 'two of 5.17 on a built-in database',
      ...replicas(
        2,
        (plan) => {
          plan.database = { kind: 'built-in' };
        },
        '5.17',
      ),
      findings: [found('database', 'single-console')],
    },
  ],
});
