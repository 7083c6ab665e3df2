import { type Plan, rainbondSchema } from '@/lib/plan/schema';
import { planRainbondVersion } from './plan.rainbond.version';
import { testRule } from './testing';

const release = (kind: '5.17' | '6.x', version: string) => ({
  plan: (plan: Plan) => {
    plan.rainbond = rainbondSchema.parse({ kind, version });
  },
});
const found = (version: string, line: string, needed: string) => ({
  severity: 'block' as const,
  path: 'rainbond.version',
  values: { found: version, line, needed },
});

testRule(planRainbondVersion, {
  accepted: [
    { title: 'no Rainbond' },
    { title: 'a release of 5.17', ...release('5.17', '5.17.3') },
    { title: 'a release of 6.x', ...release('6.x', '6.10.0') },
  ],
  rejected: [
    {
      title: 'a release of the other line',
      ...release('5.17', '6.9.3'),
      findings: [found('6.9.3', '5.17', '5.17.3')],
    },
    { title: 'a line only', ...release('6.x', '6.9'), findings: [found('6.9', '6.x', '6.9.3')] },
    { title: 'a leading v', ...release('6.x', 'v6.9.3'), findings: [found('v6.9.3', '6.x', '6.9.3')] },
  ],
});
