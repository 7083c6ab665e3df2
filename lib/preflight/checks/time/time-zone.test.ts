import { expect, test } from 'vitest';
import { compared, testUnreadable } from '../testing';
import { timeZone } from './time-zone';

const link = (name: string, offset: string) => `offset ${offset}\nlink ../usr/share/zoneinfo/${name}\n`;
const states = (outcomes: ReturnType<typeof compared>) =>
  outcomes.map((outcome) => (outcome.state === 'finding' ? outcome.severity : outcome.state));

test('time.zone: UTC everywhere passes, by whatever name', () => {
  const outcomes = compared(timeZone, [link('UTC', '+0000'), link('Etc/UTC', '+0000'), link('Zulu', '+0000')]);
  expect(states(outcomes)).toEqual(['passed', 'passed', 'passed']);
});

test('time.zone: one local zone everywhere is worth saying, no more', () => {
  const outcomes = compared(timeZone, [link('Asia/Shanghai', '+0800'), link('Asia/Shanghai', '+0800')]);
  expect(states(outcomes)).toEqual(['info', 'info']);
  expect(outcomes[0]).toMatchObject({ values: { zone: 'Asia/Shanghai', problem: 'local' } });
});

test('time.zone: a zone whose hours are UTC’s is none that anybody has to think of', () => {
  expect(states(compared(timeZone, [link('Africa/Abidjan', '+0000')]))).toEqual(['passed']);
});

test('time.zone: the odd one out warns, wherever it stands', () => {
  const [shanghai, utc] = [link('Asia/Shanghai', '+0800'), link('Etc/UTC', '+0000')];
  expect(states(compared(timeZone, [utc, shanghai, utc]))).toEqual(['passed', 'warn', 'passed']);
  expect(states(compared(timeZone, [utc, shanghai, shanghai]))).toEqual(['warn', 'info', 'info']);
  expect(compared(timeZone, [utc, shanghai, utc])[1]).toMatchObject({
    values: { zone: 'Asia/Shanghai', usual: 'UTC' },
  });
});

test('time.zone: two zones that agree today are still two', () => {
  const outcomes = compared(timeZone, [link('Asia/Shanghai', '+0800'), link('Asia/Singapore', '+0800')]);
  expect(states(outcomes)).toEqual(['info', 'warn']);
});

test('time.zone: a copied file has no name, and is held by its hours', () => {
  const copy = (offset: string) => `offset ${offset}\n`;
  expect(states(compared(timeZone, [link('Asia/Shanghai', '+0800'), copy('+0800')]))).toEqual(['info', 'info']);
  expect(states(compared(timeZone, [link('Etc/UTC', '+0000'), copy('+0800')]))).toEqual(['passed', 'warn']);
  expect(compared(timeZone, [copy('+0800')])[0]).toMatchObject({ values: { zone: 'UTC+0800' } });
});

test('time.zone: Debian’s /etc/timezone names a copied file', () => {
  expect(compared(timeZone, ['offset +0200\nfile Europe/Berlin\n'])[0]).toMatchObject({
    values: { zone: 'Europe/Berlin' },
  });
});

test('time.zone: a host that printed nothing is not run, and others are still compared', () => {
  expect(states(compared(timeZone, ['', link('UTC', '+0000'), link('Asia/Shanghai', '+0800')]))).toEqual([
    'not-run',
    'passed',
    'warn',
  ]);
});

testUnreadable(timeZone);
