import { withRainbond } from '@/lib/plan/samples';
import { hostSchema, type Plan } from '@/lib/plan/schema';
import { planRainbondReplicas } from './plan.rainbond.replicas';
import { testRule } from './testing';

const replicas = (count: number, kind: '5.17' | '6.x' = '6.x', gateways = 3) => ({
  plan: (plan: Plan) =>
    withRainbond(plan, kind, ({ rainbond, hosts }) => {
      Object.assign(rainbond, { replicas: count });
      for (let number = hosts.length; number < gateways; number++) {
        hosts.push(hostSchema.parse({ name: `gateway-${number}`, address: '', roles: ['gateway'] }));
      }
    }),
});
const found = (severity: 'block' | 'warn', problem: string, count: number, gateways = 3, needed = 3) => ({
  severity,
  path: 'rainbond.replicas',
  values: { problem, found: count, gateways, needed },
  fix: 'set-replicas',
});

testRule(planRainbondReplicas, {
  accepted: [
    { title: 'one for each gateway', ...replicas(3) },
    { title: 'as many as the chart’s field takes', ...replicas(9, '6.x', 12) },
    { title: 'Rainbond 5.17, whose gateways are counted by themselves', ...replicas(1, '5.17') },
  ],
  rejected: [
    { title: 'two for three', ...replicas(2), findings: [found('warn', 'fewer', 2)] },
    { title: 'four for three', ...replicas(4), findings: [found('block', 'more', 4)] },
    { title: 'eight for twelve', ...replicas(8, '6.x', 12), findings: [found('warn', 'fewer', 8, 12, 9)] },
  ],
});
