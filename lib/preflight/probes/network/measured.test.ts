import { expect, test } from 'vitest';
import { addLines, nothingMeasured } from './measured';

const measured = (...lines: string[]) => {
  const one = nothingMeasured();
  addLines(
    one,
    lines.map((line) => line.split(' ')),
  );
  return one;
};

test('every line of the prober has its place', () => {
  const one = measured(
    'nic eth0 2 52:54:00:00:00:01 1500 1',
    'addr eth0 10.0.0.11 24',
    'bound tcp 6443 EADDRINUSE',
    'ping 1 20 19 0.100 0.200 0.300',
    'tcp 1 6443 ok',
    'udp 1 8472 5 4 ok',
    'time 1 0.400 -12.500',
    'mtu 1 1500 1450',
    'arp own 10.0.0.11 heard 52:54:00:00:00:09',
    'vrrp eth0 heard 10.0.0.9 3158',
    'vrrp eth0 listened 4',
    'stream 2 ok 125000000 1.000',
  );
  expect(one.nics.get('eth0')).toEqual({ mac: '52:54:00:00:00:01', mtu: 1500 });
  expect(one.addresses).toEqual([{ nic: 'eth0', address: '10.0.0.11', prefix: 24 }]);
  expect(one.bound.get('tcp/6443')).toBe('EADDRINUSE');
  expect(one.pings.get(1)).toEqual({ sent: 20, received: 19, least: 0.1, average: 0.2, most: 0.3 });
  expect(one.ports.get(1)).toMatchObject([
    { protocol: 'tcp', port: 6443, state: 'ok' },
    { protocol: 'udp', port: 8472, state: 'ok', sent: 5, received: 4 },
  ]);
  expect(one.clocks.get(1)).toEqual({ delayMs: 0.4, offsetMs: -12.5 });
  expect(one.paths.get(1)).toEqual({ nic: 1500, path: 1450 });
  expect(one.arp.get('own')).toEqual({ state: 'heard', macs: ['52:54:00:00:00:09'] });
  expect(one.adverts).toEqual([{ nic: 'eth0', source: '10.0.0.9', hex: '3158' }]);
  expect([...one.listened]).toEqual(['eth0']);
  expect(one.streams.get(2)).toEqual({ state: 'ok', bytes: 125_000_000, seconds: 1 });
});

test('what a port did is told apart', () => {
  const state = (line: string) => measured(line).ports.get(1)?.[0]?.state;
  expect(state('tcp 1 6443 ECONNREFUSED')).toBe('refused');
  expect(state('tcp 1 6443 timed-out')).toBe('timedOut');
  expect(state('tcp 1 6443 ECONNRESET')).toBe('reset');
  expect(state('tcp 1 6443 EHOSTUNREACH')).toBe('prohibited');
  expect(state('tcp 1 6443 silent')).toBe('silent');
  expect(state('tcp 1 6443 wrong 5353482d')).toBe('wrong');
  expect(state('udp 1 8472 5 0 timed-out')).toBe('timedOut');
  expect(state('udp 1 8472 5 0 ECONNREFUSED')).toBe('refused');
});

test('an echo without an answer has no times', () => {
  expect(measured('ping 1 20 0').pings.get(1)).toEqual({ sent: 20, received: 0 });
});

test('of two rounds the later answer of a port stands, and the quicker one of a clock', () => {
  const one = measured('tcp 1 6443 timed-out', 'tcp 1 6443 ok', 'time 1 0.400 1.000', 'time 1 90.000 30.000');
  expect(one.ports.get(1)).toMatchObject([{ port: 6443, state: 'ok' }]);
  expect(one.clocks.get(1)).toEqual({ delayMs: 0.4, offsetMs: 1 });
});
