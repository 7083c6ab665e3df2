import { describe, expect, test } from 'vitest';
import { formatLogAddress, parseLogAddress } from '@/components/run/log-address';

describe('address of a log view', () => {
  test('comes back as it went in', () => {
    const address = { filter: { host: 'node-3', step: 'join/node-3', text: 'x509: a&b' }, line: 4190 };
    const text = formatLogAddress(address, '');
    expect(parseLogAddress(text.slice(0, text.indexOf('#')), text.slice(text.indexOf('#')))).toEqual(address);
  });

  test('nothing chosen leaves the address clean, and keeps what is not its own', () => {
    const address = { filter: { host: null, step: null, text: '' }, line: 0 };
    expect(formatLogAddress(address, '')).toBe('');
    expect(formatLogAddress(address, '?share=1&host=node-1')).toBe('?share=1');
  });

  test('the cluster’s own lines are a host with an empty name, not all hosts', () => {
    expect(parseLogAddress('?host=', '').filter.host).toBe('');
    expect(parseLogAddress('', '').filter.host).toBeNull();
  });

  test('a hash that names no line is no line', () => {
    for (const hash of ['', '#L0', '#L-1', '#Lx', '#L12x', '#section']) expect(parseLogAddress('', hash).line).toBe(0);
  });
});
