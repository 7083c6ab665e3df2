import { type Plan, registrySchema } from '@/lib/plan/schema';
import { planRegistryCa } from './plan.registry.ca';
import { testRule } from './testing';

/** A SEQUENCE of three bytes: as far as this looks, a certificate. */
const pem = '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n';
const registry = (ca: string, scheme: 'http' | 'https' = 'https') => ({
  plan: (plan: Plan) => {
    plan.registry = registrySchema.parse({ kind: 'external', address: 'registry.corp.example', ca, scheme });
  },
});

testRule(planRegistryCa, {
  accepted: [
    { title: 'none, for a certificate that hosts trust', ...registry(' ') },
    { title: 'one', ...registry(pem) },
    { title: 'the built-in registry' },
  ],
  rejected: [
    {
      title: 'something else',
      ...registry('registry.corp.example'),
      findings: [{ severity: 'block', path: 'registry.ca', values: { problem: 'none', number: 1 } }],
    },
    {
      title: 'a second one that lost its end',
      ...registry(pem + pem.slice(0, 40)),
      findings: [{ severity: 'block', path: 'registry.ca', values: { problem: 'unclosed', number: 2 } }],
    },
    {
      title: 'one that http doesn’t use',
      ...registry(pem, 'http'),
      findings: [{ severity: 'info', path: 'registry.ca', values: { problem: 'unused', number: 1 } }],
    },
  ],
});
