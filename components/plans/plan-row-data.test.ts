import { expect, it } from 'vitest';
import { newPlan } from '@/lib/plan/new-plan';
import { matchesSearch, type PlanRowData } from './plan-row-data';

const plan = newPlan('prod-shanghai', 'three-hosts', () => 0);
for (const [index, host] of plan.hosts.entries()) host.address = `10.0.0.1${index}`;
const row: PlanRowData = {
  id: 'p',
  revision: 1,
  plan,
  changedAt: 0,
  changedBy: '',
  findings: { block: 0, warn: 0, info: 0 },
  lastRun: null,
};

it.each(['', 'shang', ' PROD ', 'node-2', '10.0.0.12'])('finds a plan by %j', (search) => {
  expect(matchesSearch(row, search)).toBe(true);
});

it('does not find it by what is not in it', () => {
  expect(matchesSearch(row, 'beijing')).toBe(false);
  expect(matchesSearch(row, '10.0.0.13')).toBe(false);
});
