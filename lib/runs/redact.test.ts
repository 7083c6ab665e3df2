import { describe, expect, it } from 'vitest';
import { KeyBlocks } from './key-blocks';
import { Redactor, redacted } from './redact';

const hex = '0123456789abcdef'.repeat(4);
const key = 'MIIEpAIBAAKCAQEA7bq8Zr0kq1XyqkP0m3xw2wq';

describe('Redactor', () => {
  it.each([
    ['the value itself', 'pw=hunter22!', 'pw=[redacted]'],
    ['the value in base64', `data: ${Buffer.from('hunter22!').toString('base64')}`, 'data: [redacted]'],
    ['a bootstrap token', 'token abcdef.0123456789abcdef made', 'token [redacted] made'],
    ['a certificate key', `--certificate-key ${hex}`, '--certificate-key [redacted]'],
    ['a certificate key in a document', `certificateKey: ${hex}`, 'certificateKey: [redacted]'],
    [
      'a join command',
      `kubeadm join vip:6443 --token x.y --discovery-token-ca-cert-hash sha256:${hex} \\`,
      'kubeadm join vip:6443 --token [redacted] --discovery-token-ca-cert-hash [redacted] \\',
    ],
    [
      'a private key on one line',
      `{"key":"-----BEGIN PRIVATE KEY-----\\n${key}\\n-----END PRIVATE KEY-----\\n"}`,
      '{"key":"[redacted]\\n"}',
    ],
    [
      'a private key in a kubeconfig',
      `client-key-data: ${Buffer.from(`-----BEGIN RSA PRIVATE KEY-----\n${key}`).toString('base64')}`,
      'client-key-data: [redacted]',
    ],
  ])('takes away %s', (_what, text, clean) => {
    expect(new Redactor(['hunter22!']).line(text)).toBe(clean);
  });

  it.each([
    `pulled registry.k8s.io/pause@sha256:${hex}`,
    'kubeadm join 10.88.0.100:6443 --token <value withheld> \\',
    'containerd.io 1.7.27-1 amd64',
    'rbd-api.0123456789abcdefg',
    'version: v1.36.3',
  ])('leaves %s', (text) => {
    expect(new Redactor(['hunter22!']).line(text)).toBe(text);
  });

  it('knows the lines of a secret of many lines, but not its ordinary words', () => {
    const redactor = new Redactor([`apiVersion: v1\nclient-key-data: ${key}\nkind: Config`]);
    expect(redactor.line(`found ${key}`)).toBe('found [redacted]');
    expect(redactor.line('apiVersion: v1')).toBe('apiVersion: v1');
  });
});

describe('KeyBlocks', () => {
  const block = ['before', '-----BEGIN RSA PRIVATE KEY-----', key, key, '-----END RSA PRIVATE KEY-----', 'after'];
  const lines = block.map((text, index) => ({ text, end: (index + 1) * 10 }));

  it('gives a key of many lines on as one redacted line, with the offset of its end', () => {
    const blocks = new KeyBlocks();
    expect(lines.flatMap((line) => blocks.push(line))).toEqual([
      { text: 'before', end: 10 },
      { text: redacted, end: 50 },
      { text: 'after', end: 60 },
    ]);
  });

  it('gives nothing of a key on before its end, so that a new reader begins before it', () => {
    const blocks = new KeyBlocks();
    expect(lines.slice(0, 4).flatMap((line) => blocks.push(line))).toEqual([{ text: 'before', end: 10 }]);
    expect(blocks.end()).toEqual([{ text: redacted, end: 40 }]);
  });
});
