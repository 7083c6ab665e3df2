import { sampleFactsOf } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planHostIdentity } from './plan.host.identity';
import { testRule } from './testing';

const having = (values: object) => ({
  facts: (plan: Plan) => sampleFactsOf(plan, (facts) => Object.assign(facts, values)),
});
const pair = (problem: string, other: string, host: string, index: number, found: string) => ({
  severity: problem === 'machineId' ? ('block' as const) : ('warn' as const),
  hosts: [other, host],
  path: `hosts.${index}.address`,
  values: { problem, host, other, found },
});

testRule(planHostIdentity, {
  accepted: [
    { title: 'three machines', facts: sampleFactsOf },
    { title: 'unknown hosts' },
    { title: 'unknown ids are not the same id', ...having({ machineId: '' }) },
  ],
  rejected: [
    {
      title: 'clones of one disk',
      ...having({ machineId: 'abc' }),
      findings: [pair('machineId', 'node-1', 'node-2', 1, 'abc'), pair('machineId', 'node-1', 'node-3', 2, 'abc')],
    },
    {
      title: 'one hostname, in any case',
      facts: (plan) =>
        sampleFactsOf(plan, (facts, host) => {
          if (host !== 'node-2') facts.hostname = host === 'node-1' ? 'debian' : 'Debian';
        }),
      findings: [pair('hostname', 'node-1', 'node-3', 2, 'debian')],
    },
  ],
});
