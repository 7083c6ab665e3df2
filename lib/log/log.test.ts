import { expect, it } from 'vitest';
import { logLine } from './log';

const at = new Date('2026-11-23T18:00:00Z');

it('writes time, level, room, message and fields', () => {
  expect(logLine(at, 'info', 'server', 'listening', { address: 'http://127.0.0.1:7600', took: 12 })).toBe(
    '2026-11-23T18:00:00.000Z info  server   listening address=http://127.0.0.1:7600 took=12',
  );
});

it('keeps one event on one line', () => {
  expect(logLine(at, 'warn', 'auth', 'a\nb', { name: 'x\ny z' })).toBe(
    '2026-11-23T18:00:00.000Z warn  auth     a\\nb name="x\\ny z"',
  );
});
