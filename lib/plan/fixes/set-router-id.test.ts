import type { Plan } from '@/lib/plan/schema';
import { setRouterId } from './set-router-id';
import { testFix } from './testing';

function vip({ entry }: Plan) {
  if (entry.api.kind !== 'keepalived')
    throw new Error(`the sample plan has a virtual address, found ${entry.api.kind}`);
  return entry.api;
}
const idsOf = ({ entry }: Plan) =>
  [entry.api, entry.application].map((choice) => choice.kind === 'keepalived' && choice.virtualRouterId);

testFix(setRouterId, [
  {
    title: 'everyone’s default gives way to an id drawn from the plan’s name',
    plan: (plan) => {
      vip(plan).virtualRouterId = 51;
    },
    rule: 'plan.vip.vrid',
    says: 'Use router id 241',
    gives: idsOf,
    expected: [241, false],
    stale: ({ entry }) => {
      entry.api = { kind: 'host' };
    },
  },
  {
    title: 'two addresses with one id',
    plan: (plan) => {
      plan.entry.application = { ...vip(plan), address: '10.0.0.101' };
    },
    rule: 'plan.vip.vrid',
    says: 'Use router id 241',
    gives: idsOf,
    expected: [92, 241],
  },
  {
    title: 'an id that the other address has is not drawn',
    plan: (plan) => {
      plan.entry.application = { ...vip(plan), address: '10.0.0.101', virtualRouterId: 241 };
      vip(plan).virtualRouterId = 51;
    },
    rule: 'plan.vip.vrid',
    says: 'Use router id 242',
    gives: idsOf,
    expected: [242, 241],
  },
]);
