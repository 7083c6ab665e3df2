import { type Plan, rainbondSchema } from '@/lib/plan/schema';
import { planRainbondValues } from './plan.rainbond.values';
import { testRule } from './testing';

const values = (text: string) => ({
  plan: (plan: Plan) => {
    plan.rainbond = rainbondSchema.parse({ kind: '6.x', values: text });
  },
});

testRule(planRainbondValues, {
  accepted: [
    { title: 'none', ...values('') },
    { title: 'a comment only', ...values('# later\n') },
    { title: 'a map', ...values('Cluster:\n  imagePullPolicy: IfNotPresent\n') },
  ],
  rejected: [
    {
      title: 'no YAML',
      ...values('Cluster:\n  replicas: [1\n'),
      findings: [
        {
          severity: 'block',
          path: 'rainbond.values',
          values: {
            problem: 'syntax',
            line: 3,
            column: 1,
            found: 'Flow sequence in block collection must be sufficiently indented and end with a ]',
          },
        },
      ],
    },
    {
      title: 'a text',
      ...values('replicas=2'),
      findings: [
        {
          severity: 'block',
          path: 'rainbond.values',
          values: { problem: 'notAMap', line: 1, column: 1, found: 'replicas=2' },
        },
      ],
    },
  ],
});
