import { type Plan, registrySchema } from '@/lib/plan/schema';
import { planRegistryAddress } from './plan.registry.address';
import { testRule } from './testing';

const at = (address: string) => ({
  plan: (plan: Plan) => {
    plan.registry = registrySchema.parse({ kind: 'external', address });
  },
});
const found = (problem: string, address: string, fix?: string) => ({
  severity: 'block' as const,
  path: 'registry.address',
  values: { problem, found: address },
  ...(fix ? { fix } : {}),
});

testRule(planRegistryAddress, {
  accepted: [
    { title: 'the built-in one' },
    { title: 'a name', ...at('registry.corp.example') },
    { title: 'an address with a port', ...at('10.0.0.60:65535') },
  ],
  rejected: [
    { title: 'empty', ...at(''), findings: [found('empty', '')] },
    {
      title: 'a scheme',
      ...at('https://registry.corp.example/'),
      findings: [found('scheme', 'https://registry.corp.example/', 'set-registry-address')],
    },
    {
      title: 'a scheme and a path, which needs two fields',
      ...at('https://registry.corp.example/team'),
      findings: [found('scheme', 'https://registry.corp.example/team')],
    },
    { title: 'a path', ...at('registry.corp.example/team'), findings: [found('path', 'registry.corp.example/team')] },
    { title: 'a port out of range', ...at('registry:65536'), findings: [found('format', 'registry:65536')] },
    { title: 'half an address', ...at('10.0.0'), findings: [found('format', '10.0.0')] },
  ],
});
