import { type Plan, registrySchema } from '@/lib/plan/schema';
import { planRegistryHttp } from './plan.registry.http';
import { testRule } from './testing';

const over = (scheme: 'http' | 'https') => ({
  plan: (plan: Plan) => {
    plan.registry = registrySchema.parse({ kind: 'external', address: 'registry.corp.example', scheme });
  },
});

testRule(planRegistryHttp, {
  accepted: [{ title: 'https', ...over('https') }, { title: 'the built-in registry' }],
  rejected: [
    {
      title: 'http',
      ...over('http'),
      findings: [{ severity: 'warn', path: 'registry.scheme', values: { found: 'registry.corp.example' } }],
    },
  ],
});
