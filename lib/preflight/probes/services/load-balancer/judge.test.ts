import { expect, test } from 'vitest';
import { backendOf, dropLimitSeconds, judgeBackend, judgeClient, judgeDrop, type Seen } from './judge';

const seen = (port: number, backend: string | null, more: Partial<Seen> = {}): Seen => ({
  port,
  client: 'c',
  backend,
  how: 'plain',
  found: backend ? 'none' : 'Connection refused',
  ...more,
});

test('lb.gateway: a backend that answered on every port passes', () => {
  expect(judgeBackend([seen(80, 'a'), seen(443, 'a'), seen(80, 'b')], 'a', [80, 443], [])).toMatchObject({
    state: 'passed',
    values: { ports: '80, 443', connections: 3 },
  });
});

test('lb.gateway: a port that nobody answers blocks, one that others answer is a warning', () => {
  expect(judgeBackend([seen(80, 'a'), seen(443, null)], 'a', [80, 443], [])).toMatchObject({
    severity: 'block',
    values: { problem: 'closed', found: '443' },
    evidence: '443: Connection refused',
  });
  expect(judgeBackend([seen(80, 'a'), seen(443, 'b')], 'a', [80, 443], [])).toMatchObject({
    severity: 'warn',
    values: { problem: 'missing', found: '443' },
  });
});

test('lb.gateway: a PROXY header blocks', () => {
  expect(judgeBackend([seen(80, 'b', { how: 'proxied' }), seen(80, 'a')], 'a', [80], [])).toMatchObject({
    severity: 'block',
    values: { problem: 'proxied', found: '80' },
  });
});

test('lb.gateway: a taken port is not run, but doesn’t hide what is wrong with the others', () => {
  expect(judgeBackend([seen(80, 'a')], 'a', [80, 443], [443])).toMatchObject({
    state: 'not-run',
    values: { what: 'port-taken', port: '443' },
  });
  expect(judgeBackend([seen(80, 'b')], 'a', [80, 443], [443])).toMatchObject({ severity: 'warn' });
  expect(judgeBackend([], 'a', [443], [443])).toMatchObject({ state: 'not-run' });
});

test('lb.gateway-drop, lb.api-drop: a last failure after 30 s passes, after 31 it is a warning', () => {
  expect(dropLimitSeconds).toBe(30);
  expect(judgeDrop('a', 30, dropLimitSeconds).state).toBe('passed');
  expect(judgeDrop('a', 31, dropLimitSeconds)).toMatchObject({
    severity: 'warn',
    values: { problem: 'late', seconds: 31 },
  });
});

test('lb.client: one connection of four that fails blocks', () => {
  expect(judgeClient([seen(6443, 'a'), seen(6443, 'b')], 'lb:6443').state).toBe('passed');
  expect(judgeClient([seen(6443, 'a'), seen(6443, null)], 'lb:6443')).toMatchObject({
    severity: 'block',
    values: { connections: 2, failed: 1, found: 'Connection refused' },
  });
});

test('lb.gateway: an answer of another preflight or of somebody else is none', () => {
  expect(backendOf('slipway n1 node-1 plain\n', 'n1')).toEqual({ backend: 'node-1', how: 'plain' });
  expect(backendOf('slipway n1 node-1 plain\n', 'n2')).toBeNull();
  expect(backendOf('<html>503</html>', 'n1')).toBeNull();
});
