import { describe, expect, test } from 'vitest';
import { columnsOf, countsOf, linesOf, settled, totalCounts, withoutFault, worstOf } from './matrix';
import { book, foundOn, hosts, info, notRunOn, passedOn, reportWith } from './preflight-fixture';

const [one = '', two = '', three = ''] = hosts;

describe('squares', () => {
  test('what nobody has answered is not run, never passed', () => {
    const [line] = linesOf(book, [one], reportWith([passedOn('ssh.reach', one)]));
    expect(line?.cells.map(({ squares }) => squares.map(({ state }) => state))).toEqual([
      ['passed'],
      ['not-run', 'not-run'],
    ]);
  });

  test('without a report everything is not run', () => {
    expect(totalCounts(book, null)).toMatchObject({ passed: 0, 'not-run': 9 });
  });

  test('a remark counts as without fault, a running or waiting check as not settled', () => {
    const counts = countsOf(['passed', 'info', 'warn', 'block', 'running', 'waiting', 'not-run']);
    expect(withoutFault(counts)).toBe(2);
    expect(settled(counts)).toBe(5);
  });

  test('columns are the groups that have checks, without services', () => {
    const withService = { ...book, checks: [...book.checks, info('mysql.login', 'services', { service: 'mysql' })] };
    expect(columnsOf(withService)).toEqual([
      { group: 'access', size: 1 },
      { group: 'system', size: 2 },
    ]);
  });

  test('a check that concerns one host only has no square on others', () => {
    const single = { checks: [info('disk.fsync', 'system', { hosts: [two] })], services: [] };
    const lines = linesOf(single, hosts, null);
    expect(lines.map(({ cells }) => cells[0]?.squares.length)).toEqual([0, 1, 0]);
  });
});

describe('order of hosts', () => {
  const many = Array.from({ length: 13 }, (_, index) => `host-${index}`);
  const wide = { checks: [info('swap.off', 'system', { hosts: many })], services: [] };

  test('few hosts stand as in the plan', () => {
    const report = reportWith([foundOn('swap.off', three, 'block')]);
    expect(linesOf(book, hosts, report).map(({ host }) => host)).toEqual(hosts);
  });

  test('of many hosts those come first that something stands in the way of', () => {
    const fine = many
      .filter((host) => host !== 'host-7' && host !== 'host-9')
      .map((host) => passedOn('swap.off', host));
    const report = reportWith([...fine, foundOn('swap.off', 'host-9', 'block'), foundOn('swap.off', 'host-7', 'warn')]);
    expect(
      linesOf(wide, many, report)
        .slice(0, 3)
        .map(({ host }) => host),
    ).toEqual(['host-9', 'host-7', 'host-0']);
  });
});

test.each([
  [['passed', 'warn', 'block'], 'block'],
  [['passed', 'warn', 'running'], 'warn'],
  [['passed', 'running'], 'running'],
  [['passed', 'not-run'], 'not-run'],
  [['passed', 'info'], 'info'],
  [['passed'], 'passed'],
  [[], null],
] as const)('the word for %j is %s', (states, word) => {
  expect(worstOf(states)).toBe(word);
});

test('notRunOn is drawn as not run', () => {
  expect(totalCounts(book, reportWith([notRunOn('swap.off', one)]))['not-run']).toBe(9);
});
