import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planRainbondDomain } from './plan.rainbond.domain';
import { testRule } from './testing';

const domain = (domainSuffix: string, change: (plan: Plan) => void = () => {}) => ({
  plan: (plan: Plan) =>
    withRainbond(plan, '6.x', (each) => {
      Object.assign(each.rainbond, { domainSuffix });
      change(each);
    }),
});
const found = (severity: 'block' | 'warn', problem: string, text: string) => ({
  severity,
  path: 'rainbond.domainSuffix',
  values: { problem, found: text },
});

testRule(planRainbondDomain, {
  accepted: [
    { title: 'a domain of one’s own', ...domain('apps.corp.example') },
    {
      title: 'none on a site with Internet',
      ...domain('', (plan) => {
        plan.artifacts = { kind: 'online', mirror: '' };
      }),
    },
    { title: 'no Rainbond' },
  ],
  rejected: [
    { title: 'none on a site without', ...domain(''), findings: [found('warn', 'offline', '')] },
    {
      title: 'with the star',
      ...domain('*.apps.corp.example'),
      findings: [found('block', 'star', '*.apps.corp.example')],
    },
    ...['APPS.corp.example', 'apps.corp.example.', 'Apps.Corp.Example.'].map((text) => ({
      title: `in another spelling: ${text}`,
      ...domain(text),
      findings: [
        {
          severity: 'block' as const,
          path: 'rainbond.domainSuffix',
          values: { problem: 'spelling', found: text, needed: 'apps.corp.example' },
          fix: 'set-domain',
        },
      ],
    })),
    { title: 'two dots at the end', ...domain('apps.corp..'), findings: [found('block', 'format', 'apps.corp..')] },
    { title: 'a single label in capitals', ...domain('APPS'), findings: [found('block', 'format', 'APPS')] },
    { title: 'a single label with a dot', ...domain('apps.'), findings: [found('block', 'format', 'apps.')] },
    { title: 'the star in capitals', ...domain('*.APPS.corp.'), findings: [found('block', 'star', '*.APPS.corp.')] },
    { title: 'an address', ...domain('10.0.0.100'), findings: [found('block', 'format', '10.0.0.100')] },
    { title: 'a single label', ...domain('apps'), findings: [found('block', 'format', 'apps')] },
  ],
});
