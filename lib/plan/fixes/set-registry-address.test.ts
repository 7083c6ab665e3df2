import { withRainbond } from '@/lib/plan/samples';
import { setRegistryAddress } from './set-registry-address';
import { testFix } from './testing';

testFix(setRegistryAddress, [
  {
    title: 'a scheme in the address moves to its own field',
    plan: (plan) =>
      withRainbond(plan, '6.x', ({ registry }) => {
        Object.assign(registry, { address: 'http://registry.corp.example:5000/' });
      }),
    rule: 'plan.registry.address',
    says: 'Use registry.corp.example:5000 over http',
    gives: ({ registry }) => registry.kind === 'external' && [registry.address, registry.scheme],
    expected: ['registry.corp.example:5000', 'http'],
    stale: (plan) => {
      plan.registry = { kind: 'built-in' };
    },
  },
]);
