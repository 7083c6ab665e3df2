import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { checkOf } from '../catalogue';
import type { Reading } from '../check';

const context = { plan: samplePlan(), facts: {}, bundle: null };
const printed = (stdout: string): Reading => ({ stdout, stderr: '', exitCode: 0, tookMs: 1 });

function judged(id: string, reading: Reading) {
  const check = checkOf(id);
  const [host] = context.plan.hosts;
  if (check?.kind !== 'host' || !host) throw new Error(`${id} is no check of a host`);
  return check.judge(reading, context, host);
}

const head = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';

test('no swap area passes', () => {
  expect(judged('swap.off', printed(head))).toMatchObject({ state: 'passed' });
});

test('swap areas are added up', () => {
  const two = `${head}/swapfile file 2097148 0 -2\n/dev/sdb1 partition 1048576 0 -3\n`;
  expect(judged('swap.off', printed(two))).toMatchObject({
    state: 'finding',
    severity: 'block',
    values: { gib: expect.closeTo(3, 3), areas: 2 },
  });
});

test('silence is no pass', () => {
  expect(judged('swap.off', printed(''))).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});
