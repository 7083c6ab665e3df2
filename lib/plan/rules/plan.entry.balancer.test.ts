import type { Plan } from '@/lib/plan/schema';
import { planEntryBalancer } from './plan.entry.balancer';
import { testRule } from './testing';

const at = (address: string) => (plan: Plan) => {
  plan.entry.api = { kind: 'load-balancer', address, port: 6443, declared: '' };
};

testRule(planEntryBalancer, {
  accepted: [
    { title: 'a machine beside the cluster', plan: at('10.0.0.9') },
    { title: 'no address yet', plan: at('') },
    { title: 'a virtual address is another rule' },
  ],
  rejected: [
    {
      title: 'a host of the plan',
      plan: at('10.0.0.12'),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-2'],
          path: 'entry.api.address',
          values: { entry: 'api', found: '10.0.0.12', host: 'node-2' },
        },
      ],
    },
  ],
});
