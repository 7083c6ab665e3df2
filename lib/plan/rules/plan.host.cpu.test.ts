import { sampleFacts, withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planHostCpu } from './plan.host.cpu';
import { testRule } from './testing';

const cpus = (first: number, worker: number) => () => ({
  'node-1': sampleFacts('10.0.0.11', (facts) => Object.assign(facts, { cpus: first })),
  'node-4': sampleFacts('10.0.0.14', (facts) => Object.assign(facts, { cpus: worker })),
});
const found = (severity: 'block' | 'warn' | 'info', index: number, count: number, needed: number, why: string) => ({
  severity,
  hosts: [`node-${index + 1}`],
  path: `hosts.${index}.address`,
  values: { host: `node-${index + 1}`, found: count, needed, why },
});
const rainbond = (plan: Plan) => withRainbond(plan);

testRule(planHostCpu, {
  accepted: [
    { title: 'four for a control plane, two for a worker', template: 'six-hosts', facts: cpus(4, 2) },
    { title: 'eight for Rainbond in production', template: 'six-hosts', plan: rainbond, facts: cpus(4, 8) },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'one',
      template: 'six-hosts',
      facts: cpus(1, 1),
      findings: [found('block', 0, 1, 2, 'kubernetes'), found('block', 3, 1, 2, 'kubernetes')],
    },
    {
      title: 'three for a control plane',
      template: 'six-hosts',
      facts: cpus(3, 2),
      findings: [found('warn', 0, 3, 4, 'controlPlane')],
    },
    {
      title: 'three for Rainbond, and seven',
      template: 'six-hosts',
      plan: rainbond,
      facts: (plan) => ({ ...cpus(4, 3)(), 'node-5': { ...sampleFacts(plan.hosts[4]?.address ?? ''), cpus: 7 } }),
      findings: [found('warn', 3, 3, 4, 'rainbond'), found('info', 4, 7, 8, 'production')],
    },
  ],
});
