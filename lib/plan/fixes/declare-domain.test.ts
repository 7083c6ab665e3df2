import type { PlanHost } from '@/lib/plan/schema';
import { declareDomain } from './declare-domain';
import { testFix } from './testing';

testFix(declareDomain, [
  {
    title: 'a domain that a host names joins the list as a rack',
    plan: ({ hosts }) => {
      (hosts[2] as PlanHost).failureDomain = 'D';
    },
    rule: 'plan.domains.valid',
    says: 'Add D to the failure domains',
    gives: ({ domains }) => domains.at(-1),
    expected: { name: 'D', kind: 'rack' },
    stale: ({ domains }) => {
      domains.push({ name: 'D', kind: 'room' });
    },
  },
]);
