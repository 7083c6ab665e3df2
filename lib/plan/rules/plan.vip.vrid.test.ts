import type { Plan } from '@/lib/plan/schema';
import { planVipVrid } from './plan.vip.vrid';
import { testRule } from './testing';

function vip(entry: Plan['entry']['api']) {
  if (entry.kind !== 'keepalived') throw new Error(`the sample plan has a virtual address, found ${entry.kind}`);
  return entry;
}

testRule(planVipVrid, {
  accepted: [
    { title: 'an id of its own' },
    {
      title: 'one router for one shared address',
      plan: ({ entry }) => {
        entry.application = { ...vip(entry.api), address: '10.0.0.100' };
      },
    },
  ],
  rejected: [
    {
      title: "everyone's default",
      plan: ({ entry }) => {
        vip(entry.api).virtualRouterId = 51;
      },
      findings: [
        {
          severity: 'warn',
          path: 'entry.api.virtualRouterId',
          values: { problem: 'default', found: 51 },
          fix: 'set-router-id',
        },
      ],
    },
    {
      title: 'one id for two addresses',
      plan: ({ entry }) => {
        entry.application = { ...vip(entry.api), address: '10.0.0.101' };
      },
      findings: [
        {
          severity: 'block',
          path: 'entry.application.virtualRouterId',
          values: { problem: 'shared', found: 92 },
          fix: 'set-router-id',
        },
      ],
    },
  ],
});
