import { withRainbond } from '@/lib/plan/samples';
import { planRegistryBuiltIn } from './plan.registry.built-in';
import { testRule } from './testing';

testRule(planRegistryBuiltIn, {
  accepted: [
    { title: 'Kubernetes alone has no registry' },
    { title: 'Rainbond with an external one', plan: withRainbond },
  ],
  rejected: [
    {
      title: 'the name inside the cluster leads to the first gateway',
      template: 'six-hosts',
      plan: (plan) =>
        withRainbond(plan, '6.x', (each) => {
          each.registry = { kind: 'built-in' };
        }),
      findings: [{ severity: 'warn', hosts: ['node-4'], path: 'registry.kind', values: { host: 'node-4' } }],
    },
  ],
});
