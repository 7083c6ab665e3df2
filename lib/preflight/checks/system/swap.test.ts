import { expect, test } from 'vitest';
import { judged, testUnreadable } from '../testing';
import { swapOff } from './swap';

const head = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';

test('swap.off: no swap area passes', () => {
  expect(judged(swapOff, head)).toMatchObject({ state: 'passed', values: { areas: 0 } });
});

test('swap.off: swap areas are added up', () => {
  const two = `${head}/swapfile                               file\t\t2097148\t\t0\t\t-2\n/dev/dm-1                               partition\t1048576\t\t0\t\t-3\n`;
  expect(judged(swapOff, two)).toMatchObject({
    state: 'finding',
    severity: 'block',
    values: { gib: expect.closeTo(3, 3), areas: 2 },
  });
});

test('swap.off: one area of one page is swap', () => {
  expect(judged(swapOff, `${head}/dev/zram0 partition 4 0 100\n`)).toMatchObject({ state: 'finding' });
});

test('swap.off: rows that make no sense are not run', () => {
  expect(judged(swapOff, `${head}/swapfile file huge 0 -2\n`)).toMatchObject({ state: 'not-run' });
});

testUnreadable(swapOff);
