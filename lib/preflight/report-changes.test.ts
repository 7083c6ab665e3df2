import { expect, test } from 'vitest';
import { changesBetween, withChanges } from './report-changes';
import type { Report, Result } from './result';
import { sampleReport } from './testing';

const at = { at: 5, tookMs: 1 };
const passed = (check: string, host: string): Result => ({ check, host, state: 'passed', values: { n: 1 }, ...at });

function later(report: Report, change: (report: Report) => void): Report {
  const next = structuredClone(report);
  next.version++;
  change(next);
  return next;
}

test('what changed, and only that, makes the next report of the one before', () => {
  const before = sampleReport(['a', 'b'], ['swap.off', 'dns.resolv']);
  const after = later(before, (report) => {
    report.results[1] = passed('swap.off', 'b');
    report.hosts[1] = { name: 'b', address: '10.0.0.2', state: 'done', tookMs: 7, error: null };
    report.state = 'finished';
  });
  const changes = changesBetween(before, after);
  expect(changes?.results).toEqual([passed('swap.off', 'b')]);
  expect(changes?.hosts.map(({ name }) => name)).toEqual(['b']);
  expect(changes && withChanges(before, changes)).toEqual(after);
});

test('a square that is new is added', () => {
  const before = sampleReport(['a'], ['swap.off']);
  const after = later(before, (report) => report.results.push(passed('time.skew', 'a')));
  const changes = changesBetween(before, after);
  expect(changes && withChanges(before, changes)).toEqual(after);
});

test('changes that don’t follow on what is there are refused, not mixed in', () => {
  const before = sampleReport(['a'], ['swap.off']);
  const next = later(before, (report) => {
    report.results[0] = passed('swap.off', 'a');
  });
  const changes = changesBetween(before, next);
  if (!changes) throw new Error('there are changes');
  expect(withChanges({ ...before, version: before.version + 1 }, changes)).toBeNull();
  expect(withChanges({ ...before, id: 'another' }, changes)).toBeNull();
  expect(withChanges(null, changes)).toBeNull();
});

test('another preflight, or other hosts, is sent whole', () => {
  const before = sampleReport(['a'], ['swap.off']);
  expect(changesBetween(before, { ...before, id: 'another' })).toBeNull();
  expect(changesBetween(before, sampleReport(['b'], ['swap.off']))).toBeNull();
});
