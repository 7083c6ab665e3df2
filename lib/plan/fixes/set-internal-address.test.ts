import { sampleFacts } from '@/lib/plan/samples';
import type { PlanHost } from '@/lib/plan/schema';
import { setInternalAddress } from './set-internal-address';
import { testFix } from './testing';

testFix(setInternalAddress, [
  {
    title: 'a host behind a router is reached at one address and has another',
    plan: ({ hosts }) => {
      (hosts[0] as PlanHost).address = '203.0.113.7';
    },
    facts: () => ({ 'node-1': sampleFacts('10.0.0.11') }),
    rule: 'plan.address.interface',
    says: 'Set the internal address of node-1 to 10.0.0.11',
    gives: ({ hosts }) => [hosts[0]?.address, hosts[0]?.internalAddress],
    expected: ['203.0.113.7', '10.0.0.11'],
    stale: ({ hosts }) => {
      hosts.shift();
    },
  },
]);
