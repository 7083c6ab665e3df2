import { withRainbond } from '@/lib/plan/samples';
import { singleConsole } from './single-console';
import { testFix } from './testing';

testFix(singleConsole, [
  {
    title: 'replicas of the console on a built-in MySQL',
    plan: (plan) =>
      withRainbond(plan, '6.x', (each) => {
        each.database = { kind: 'built-in' };
      }),
    rule: 'plan.rainbond.console',
    says: 'Use one replica of the console',
    gives: ({ rainbond }) => rainbond.kind === '6.x' && rainbond.consoleReplicas,
    expected: 1,
    stale: (plan) => {
      plan.rainbond = { kind: 'none' };
    },
  },
]);
