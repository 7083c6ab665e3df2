import { describe, expect, test } from 'vitest';
import { type Tone, toneOf } from '@/lib/realtime/line-tone';

const cases: [Tone, string][] = [
  ['error', "error execution phase preflight: couldn't validate the identity of the API Server:"],
  ['error', '\t[ERROR Port-6443]: Port 6443 is in use'],
  ['error', 'E0914 10:00:00.123456    1234 memcache.go:265] dial tcp 10.0.0.1:6443'],
  ['error', 'E: Unable to locate package keepalived'],
  ['error', 'x509: certificate has expired or is not yet valid'],
  ['warning', '\t[WARNING Hostname]: hostname "a" could not be reached'],
  ['warning', 'W: Failed to fetch the index'],
  ['warning', 'retry 2 of 3 in 4 s'],
  ['plain', 'kubeadm init --ignore-preflight-errors=Swap'],
  ['plain', 'etcd: 3 members, no errors'],
  ['plain', 'imported registry.k8s.io/pause:3.10'],
];

describe('tone of a line', () => {
  test.each(cases)('%s: %s', (tone, text) => {
    expect(toneOf({ stream: 'out', text })).toBe(tone);
  });

  test('what the engine says is a stage', () => {
    expect(toneOf({ stream: 'engine', text: 'act kubeadm-init/node-1' })).toBe('stage');
  });
});
