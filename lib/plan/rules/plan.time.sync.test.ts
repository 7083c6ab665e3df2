import { sampleFactsOf } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planTimeSync } from './plan.time.sync';
import { testRule } from './testing';

const synchronized = (value: boolean | null) => ({
  facts: (plan: Plan) =>
    sampleFactsOf(plan, ({ clock }, host) => {
      if (host !== 'node-2') clock.synchronized = value;
    }),
});

testRule(planTimeSync, {
  accepted: [
    { title: 'synchronised', ...synchronized(true) },
    { title: 'a system that doesn’t say', ...synchronized(null) },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'two that are not',
      ...synchronized(false),
      findings: [{ severity: 'info', hosts: ['node-1', 'node-3'], values: { hosts: 'node-1, node-3' } }],
    },
  ],
});
