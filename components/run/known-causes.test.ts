import { describe, expect, test } from 'vitest';
import { knownCause, knownCauseIds } from '@/components/run/known-causes';
import en from '@/messages/en/run.json';
import zh from '@/messages/zh/run.json';

const noSpace =
  'no-space host=node1 address=10.88.0.11 port=22 user=root path=/var/lib/slipway/artifacts/' +
  `${'7a'.repeat(32)}-containerd-2.3.7-linux-amd64.tar.zst needed=22850234 available=1048576`;
const repository = 'https://mirror.corp.example';
const recognised: [string, string][] = [
  [
    'chart-version',
    `Chart repository (version) ${repository}: no rainbond 6.9.4 in its index; the newest there: 6.9.3`,
  ],
  ['chart-login', `Chart repository (login) ${repository}: it asks for a user and a password (401)`],
  [
    'chart-tls',
    `Get "${repository}": x509: certificate signed by unknown authority\nChart repository (tls) ${repository}: its certificate is not trusted`,
  ],
  ['chart-unreachable', `Chart repository (name) ${repository}: the name is not found by the DNS of this host`],
  ['upload-no-space', noSpace],
  ['clock-skew', 'tls: x509: certificate has expired or is not yet valid: current time 13:44:55Z is before 13:58:18Z'],
  ['registry-ca', 'failed to do request: x509: certificate signed by unknown authority'],
  ['registry-http', 'Head "https://r:5000/v2/": http: server gave HTTP response to HTTPS client'],
  ['etcd-learners', 'etcdserver: too many learner members in cluster'],
  ['etcd-learners', 'etcdserver: can only promote a learner member which is in sync with leader'],
  ['etcd-leftovers', 'error execution phase check-etcd: etcd cluster is not healthy: failed to dial endpoint'],
  ['port-in-use', '\t[ERROR Port-10250]: Port 10250 is in use'],
  ['port-in-use', 'listen tcp 0.0.0.0:2380: bind: address already in use'],
  ['coredns-loop', '[FATAL] plugin/loop: Loop (127.0.0.1:55953 -> :1053) detected for zone "."'],
  ['no-default-route', 'Could not find valid interface matching : failed to find default route'],
  ['flannel-not-running', 'open /run/flannel/subnet.env: no such file or directory'],
  ['old-kernel', 'overlay2 is unsupported on this kernel'],
  ['disk-pressure', 'node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }'],
  ['disk-full', 'tar: ./usr/bin/kubelet: Cannot write: No space left on device'],
  ['tcp-forwarding', 'channel 2: open failed: administratively prohibited: open failed'],
];

describe('known causes', () => {
  test.each(recognised)('%s is recognised in: %s', (id, output) => {
    expect(knownCause(`before\n${output}\nafter`)?.id).toBe(id);
  });

  test('every signature has an output in this test that it recognises', () => {
    expect(new Set(recognised.map(([id]) => id))).toEqual(new Set(knownCauseIds));
  });

  test('no cause is invented for output that no signature is in', () => {
    expect(knownCause('error execution phase preflight: something never seen before')).toBeNull();
    expect(knownCause('')).toBeNull();
  });

  test('the port that the output names is in the command', () => {
    expect(knownCause('[ERROR Port-6443]: Port 6443 is in use')).toEqual({
      id: 'port-in-use',
      values: { port: '6443' },
      commands: ["ss -ltnp 'sport = :6443'"],
    });
  });

  test('a host without room for a file is told with file, folder and both sizes', () => {
    expect(knownCause(noSpace)).toEqual({
      id: 'upload-no-space',
      values: {
        folder: '/var/lib/slipway/artifacts',
        file: 'containerd-2.3.7-linux-amd64.tar.zst',
        needed: '22 MiB',
        available: '1 MiB',
      },
      commands: ['df -h /var/lib/slipway/artifacts'],
    });
  });

  test('every cause is explained in both languages', () => {
    for (const id of knownCauseIds) {
      for (const catalogue of [en, zh]) {
        const text = (catalogue.causes as Record<string, { cause: string; fix: string }>)[id];
        expect(text?.cause, id).toBeTruthy();
        expect(text?.fix, id).toBeTruthy();
      }
    }
  });
});
