import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planKubernetesRunner } from './plan.kubernetes.runner';
import { testRule } from './testing';

const existing = (change: Partial<Plan['kubernetes']>, rainbond = false) => ({
  plan: (plan: Plan) => {
    if (rainbond) withRainbond(plan);
    Object.assign(plan.kubernetes, { distribution: 'existing', kubeconfig: 'old', cni: 'existing', ...change });
  },
});
const found = (problem: string, name = '') => [
  { severity: 'block' as const, path: 'kubernetes.runner', values: { problem, found: name } },
];

testRule(planKubernetesRunner, {
  accepted: [
    { title: 'a cluster that Slipway makes' },
    { title: 'a cluster that is only looked at, directly', ...existing({}) },
    { title: 'Rainbond, by helm on a node', ...existing({ runner: 'node-2' }, true) },
    { title: 'the API through a node', ...existing({ runner: 'node-2', apiThroughSsh: true }) },
  ],
  rejected: [
    { title: 'Rainbond, and nowhere to run helm', ...existing({}, true), findings: found('helm') },
    { title: 'the API through no node', ...existing({ apiThroughSsh: true }), findings: found('through') },
    {
      title: 'a host that the plan doesn’t have',
      ...existing({ runner: 'node-9' }),
      findings: found('unknown', 'node-9'),
    },
  ],
});
