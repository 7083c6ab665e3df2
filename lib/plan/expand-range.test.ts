import { expect, test } from 'vitest';
import { expandRange } from './expand-range';

const values = (text: string) => {
  const expanded = expandRange(text);
  return 'values' in expanded ? expanded.values : expanded.problem;
};

test('brackets give one text for each number', () => {
  expect(values('10.0.0.[11-13]')).toEqual(['10.0.0.11', '10.0.0.12', '10.0.0.13']);
  expect(values('web-[1,3-4].example.com')).toEqual(['web-1.example.com', 'web-3.example.com', 'web-4.example.com']);
  expect(values('web-[08-10]')).toEqual(['web-08', 'web-09', 'web-10']);
  expect(values('r[1-2]-n[1-2]')).toEqual(['r1-n1', 'r1-n2', 'r2-n1', 'r2-n2']);
});

test('the last octet may be a range without brackets, with user and port around it', () => {
  expect(values('10.0.0.11-12')).toEqual(['10.0.0.11', '10.0.0.12']);
  expect(values('10.0.0.11-10.0.0.12')).toEqual(['10.0.0.11', '10.0.0.12']);
  expect(values('ops@10.0.0.11-12:2222')).toEqual(['ops@10.0.0.11:2222', 'ops@10.0.0.12:2222']);
});

test('what is no range stays as it is', () => {
  expect(values('node-1-3')).toEqual(['node-1-3']);
  expect(values('[fd00::1]')).toEqual(['[fd00::1]']);
});

test('a range that goes down or crosses networks is not guessed at', () => {
  for (const text of [
    '10.0.0.11-2',
    '10.0.0.[13-11]',
    '10.0.0.11-10.0.1.12',
    'web-[1-',
    'web-[a-c]',
    'web-]1',
    'w[]',
  ]) {
    expect(values(text), text).toBe('range');
  }
});

test('a range that is too large is refused before it is built', () => {
  expect(values('10.0.[0-255].1')).toHaveLength(256);
  expect(values('10.0.[0-256].1')).toBe('tooLarge');
  expect(values('10.[0-99].[0-99].1')).toBe('tooLarge');
  expect(values('a[0-99999999999]')).toBe('tooLarge');
});
