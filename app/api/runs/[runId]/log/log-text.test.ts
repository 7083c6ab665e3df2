import { expect, test } from 'vitest';
import { logText } from './log-text';

test('one line each, with what the page shows of it', () => {
  const at = Date.UTC(2026, 0, 2, 14, 5, 7, 233);
  expect(
    logText([
      { seq: 1, at, host: 'node-3', step: 'join/node-3', text: 'a\tb' },
      { seq: 2, at, host: '', step: '', text: '' },
    ]),
  ).toBe('1\t2026-01-02T14:05:07.233Z\tnode-3\tjoin/node-3\ta\tb\n2\t2026-01-02T14:05:07.233Z\t-\t-\t\n');
});
