import type { Plan, PlanHost } from '@/lib/plan/schema';
import { planEntryShared } from './plan.entry.shared';
import { testRule } from './testing';

const shared = (plan: Plan) => {
  plan.entry.api = { kind: 'application-entry' };
  plan.entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
};
const path = 'entry.api.kind';

testRule(planEntryShared, {
  accepted: [
    { title: 'every gateway is a control plane', plan: shared },
    {
      title: 'a control plane that is no gateway',
      plan: (plan) => {
        shared(plan);
        (plan.hosts[2] as PlanHost).roles = ['control-plane', 'etcd'];
      },
    },
    { title: 'an entry of its own', template: 'six-hosts' },
  ],
  rejected: [
    {
      title: 'applications have no entry to share',
      plan: ({ entry }) => {
        entry.api = { kind: 'application-entry' };
      },
      findings: [{ severity: 'block', path, values: { problem: 'none', host: '' } }],
    },
    {
      title: 'no gateway',
      plan: (plan) => {
        shared(plan);
        for (const host of plan.hosts) host.roles = ['control-plane', 'etcd'];
      },
      findings: [{ severity: 'block', path, values: { problem: 'noGateway', host: '' } }],
    },
    {
      title: 'gateways apart from control planes: no single change mends it',
      template: 'six-hosts',
      plan: shared,
      findings: ['node-4', 'node-5', 'node-6'].map((host) => ({
        severity: 'block' as const,
        hosts: [host],
        path,
        values: { problem: 'gateway', host },
      })),
    },
    {
      title: 'one gateway too many',
      plan: (plan) => {
        shared(plan);
        (plan.hosts[2] as PlanHost).roles = ['worker', 'gateway'];
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-3'],
          path,
          values: { problem: 'gateway', host: 'node-3' },
          fix: 'drop-role',
        },
      ],
    },
  ],
});
