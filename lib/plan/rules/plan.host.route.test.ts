import { sampleFacts } from '@/lib/plan/samples';
import { planHostRoute } from './plan.host.route';
import { testRule } from './testing';

testRule(planHostRoute, {
  accepted: [
    { title: 'a default route', facts: () => ({ 'node-1': sampleFacts('10.0.0.11') }) },
    {
      title: 'a host that has no ip to ask',
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', (facts) => {
          Object.assign(facts, { defaultRoute: null, addresses: [] });
        }),
      }),
    },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'a site without a way out',
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', (facts) => {
          facts.defaultRoute = null;
        }),
      }),
      findings: [{ severity: 'block', hosts: ['node-1'], path: 'hosts.0.address', values: { host: 'node-1' } }],
    },
  ],
});
