import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planVersionsMatrix } from './plan.versions.matrix';
import { testRule } from './testing';

const on = (kind: '5.17' | '6.x', version: string) => ({
  plan: (plan: Plan) =>
    withRainbond(plan, kind, ({ kubernetes }) => {
      kubernetes.version = version;
    }),
});
const found = (rainbond: string, version: string, oldest: string, newest: string) => ({
  severity: 'block' as const,
  path: 'rainbond.version',
  values: { rainbond, found: version, oldest, newest },
});

testRule(planVersionsMatrix, {
  accepted: [
    { title: 'no Rainbond' },
    { title: 'the oldest for 5.17', ...on('5.17', 'v1.19.0') },
    { title: 'the newest for 5.17', ...on('5.17', 'v1.27.9') },
    { title: 'the oldest for 6.x', ...on('6.x', 'v1.30.0') },
    { title: 'the newest that 6.x was seen on', ...on('6.x', 'v1.36.3') },
    { title: 'what is no version is another rule', ...on('6.x', 'latest') },
  ],
  rejected: [
    { title: 'older than 5.17', ...on('5.17', 'v1.18.20'), findings: [found('5.17.3', 'v1.18.20', '1.19', '1.27')] },
    { title: 'newer than 5.17', ...on('5.17', 'v1.28.0'), findings: [found('5.17.3', 'v1.28.0', '1.19', '1.27')] },
    {
      title: 'a release of RKE2 older than 6.x',
      ...on('6.x', 'v1.29.3+rke2r1'),
      findings: [found('6.9.3', 'v1.29.3+rke2r1', '1.30', '1.36')],
    },
    { title: 'newer than seen', ...on('6.x', 'v1.37.0'), findings: [found('6.9.3', 'v1.37.0', '1.30', '1.36')] },
  ],
});
