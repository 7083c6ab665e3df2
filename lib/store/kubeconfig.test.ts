import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/hosts.json';
import zh from '@/messages/zh/hosts.json';
import { readKubeconfig } from './kubeconfig';
import { testCertificate } from './testing-certificates';

const now = Date.parse('2026-11-27T12:00:00Z');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const ca = testCertificate({ commonName: 'kubernetes', ca: true });
const admin = testCertificate({
  commonName: 'kubernetes-admin',
  issuer: ca,
  use: 'client',
  notAfter: new Date('2027-11-01T00:00:00Z'),
});

/** As kubeadm writes admin.conf. */
const file = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64(ca.pem)}
    server: https://10.0.0.100:6443
  name: prod
contexts:
- context:
    cluster: prod
    user: kubernetes-admin
  name: kubernetes-admin@prod
current-context: kubernetes-admin@prod
kind: Config
preferences: {}
users:
- name: kubernetes-admin
  user:
    client-certificate-data: ${base64(admin.pem)}
    client-key-data: ${base64(admin.privateKey)}
`;
const login = /( {4}client-certificate-data.*\n)( {4}client-key-data.*\n)/;
const withLogin = (lines: string) => file.replace(login, `${lines}\n`);
const jwt = (claims: object) => `${base64('{}')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

function read(text: string) {
  const reading = readKubeconfig(text, now);
  if (!('summary' in reading)) throw new Error(JSON.stringify(reading));
  return reading;
}

test('kubeadm’s admin.conf gives its server, its context, its user and when its certificate ends', () => {
  expect(read(file)).toMatchObject({
    summary: {
      context: 'kubernetes-admin@prod',
      cluster: 'prod',
      server: 'https://10.0.0.100:6443',
      user: 'kubernetes-admin',
      login: 'client-certificate',
    },
    notAfter: '2027-11-01T00:00:00.000Z',
    fingerprint: expect.stringMatching(/^SHA256:/),
  });
});

test('of several contexts the current one is taken, and nothing of the others is kept', () => {
  const several = file
    .replace('clusters:\n', 'clusters:\n- cluster: {server: "https://other:6443"}\n  name: other\n')
    .replace('users:\n', 'users:\n- name: other\n  user: {token: of-another-cluster}\n')
    .replace('contexts:\n', 'contexts:\n- context: {cluster: other, user: other}\n  name: other\n');
  const reading = read(several);
  expect(reading.summary.cluster).toBe('prod');
  expect(reading.kubeconfig).not.toContain('other');
  expect(parse(reading.kubeconfig)).toEqual({ ...parse(file), preferences: undefined });
  // What is kept is a kubeconfig that means the same.
  expect(read(reading.kubeconfig)).toEqual(reading);
});

test('a token signs in, and ends when it says so', () => {
  const exp = Date.parse('2027-01-01T00:00:00Z') / 1000;
  expect(read(withLogin(`    token: ${jwt({ exp })}`))).toMatchObject({
    summary: { login: 'token' },
    notAfter: '2027-01-01T00:00:00.000Z',
  });
  expect(read(withLogin(`    token: ${jwt({})}`)).notAfter).toBeNull();
  expect(read(withLogin('    token: opaque')).notAfter).toBeNull();
  expect(read(withLogin('    username: ops\n    password: secret')).summary.login).toBe('password');
});

const server = testCertificate({ commonName: 'apiserver', issuer: ca, use: 'server' });

test.each<[string, string, object]>([
  ['nothing', ' \n', { problem: 'empty', values: {} }],
  [
    'broken YAML, with line and column',
    file.replace('contexts:', 'contexts: ['),
    { problem: 'yaml', values: { line: expect.any(Number), column: expect.any(Number), error: 'syntax' } },
  ],
  [
    'a key twice',
    `${file}kind: Config\n`,
    { problem: 'yaml', values: { line: 20, column: 1, error: 'duplicateKey', found: 'kind' } },
  ],
  ['a list', '- a', { problem: 'not-a-kubeconfig', values: { line: 1, column: 1, field: '' } }],
  [
    'another kind of document',
    file.replace('kind: Config', 'kind: Secret'),
    { problem: 'not-a-kubeconfig', values: { line: 13, column: 1, field: 'kind' } },
  ],
  ['no lists', 'kind: Config', { problem: 'not-a-kubeconfig', values: { line: 1, column: 1, field: 'contexts' } }],
  [
    'no current context',
    file.replace(/current-context.*\n/, ''),
    { problem: 'no-current-context', values: { found: 'kubernetes-admin@prod' } },
  ],
  [
    'a current context that is not there',
    file.replace('current-context: kubernetes-admin@prod', 'current-context: lost'),
    { problem: 'context-missing', values: { line: 12, found: 'lost', needed: 'kubernetes-admin@prod' } },
  ],
  [
    'a current context that is there twice',
    file.replace('contexts:\n', 'contexts:\n- context: {cluster: a, user: b}\n  name: kubernetes-admin@prod\n'),
    { problem: 'entry-twice', values: { line: 13, list: 'contexts', found: 'kubernetes-admin@prod' } },
  ],
  [
    'a cluster that is not there',
    file.replace('    cluster: prod', '    cluster: lost'),
    { problem: 'entry-missing', values: { line: 8, list: 'clusters', found: 'lost' } },
  ],
  [
    'a user that is not there',
    file.replace('    user: kubernetes-admin', '    user: lost'),
    { problem: 'entry-missing', values: { line: 8, list: 'users', found: 'lost' } },
  ],
  ['no server', file.replace(/ {4}server.*\n/, ''), { problem: 'server-missing', values: { line: 3, found: 'prod' } }],
  [
    'a server without TLS',
    file.replace('https://10', 'http://10'),
    { problem: 'server-malformed', values: { line: 5, found: 'http://10.0.0.100:6443' } },
  ],
  [
    'a server with a password in its address',
    file.replace('https://10', 'https://ops:secret@10'),
    { problem: 'server-malformed', values: { line: 5, found: '…@…' } },
  ],
  [
    'a server that is not verified',
    file.replace(/ {4}certificate-authority-data.*/, '    insecure-skip-tls-verify: true'),
    { problem: 'not-verified', values: { line: 4 } },
  ],
  [
    'the path of a CA',
    file.replace(/ {4}certificate-authority-data.*/, '    certificate-authority: /etc/ca.crt'),
    { problem: 'file', values: { line: 4, field: 'certificate-authority', found: '/etc/ca.crt' } },
  ],
  [
    'the path of a key',
    file.replace(/client-key-data.*/, 'client-key: ./admin.key'),
    { problem: 'file', values: { line: 19, field: 'client-key', found: './admin.key' } },
  ],
  [
    'the path of a token',
    withLogin('    tokenFile: /var/run/token'),
    { problem: 'file', values: { field: 'tokenFile', found: '/var/run/token' } },
  ],
  [
    'a way through a proxy, whose login is never quoted',
    file.replace('    server:', '    proxy-url: http://me:secret@proxy.corp:3128\n    server:'),
    { problem: 'proxy', values: { line: 5, found: 'http://proxy.corp:3128' } },
  ],
  [
    'a proxy that is no URL',
    file.replace('    server:', '    proxy-url: the proxy\n    server:'),
    { problem: 'proxy', values: { line: 5, found: '…' } },
  ],
  [
    'a program that gives tokens',
    withLogin('    exec:\n      command: aws\n      apiVersion: client.authentication.k8s.io/v1'),
    { problem: 'program', values: { line: 18, field: 'exec', found: 'aws' } },
  ],
  [
    'a login that kubectl had built in once',
    withLogin('    auth-provider: {name: oidc}'),
    { problem: 'program', values: { line: 18, field: 'auth-provider', found: 'oidc' } },
  ],
  [
    'what is no Base64',
    file.replace(/client-key-data: .*/, 'client-key-data: "<the key>"'),
    { problem: 'not-base64', values: { line: 19, field: 'client-key-data' } },
  ],
  [
    'a cut key',
    file.replace(/(client-key-data: .{40}).*/, '$1x'),
    { problem: 'not-base64', values: { line: 19, field: 'client-key-data' } },
  ],
  [
    'a CA that is none',
    file.replace(/(certificate-authority-data: ).*/, `$1${base64('hello')}`),
    { problem: 'ca-unreadable', values: { line: 4 } },
  ],
  [
    'a certificate without its key',
    withLogin(`    client-certificate-data: ${base64(admin.pem)}`),
    { problem: 'key-missing', values: { line: 17 } },
  ],
  [
    'another certificate’s key',
    file.replace(/client-key-data: .*/, `client-key-data: ${base64(server.privateKey)}`),
    { certificateProblem: 'key-mismatch', values: { subject: 'CN=kubernetes-admin' } },
  ],
  [
    'a certificate that is over',
    withLogin(
      (() => {
        const old = testCertificate({ commonName: 'old', notAfter: new Date('2026-11-01T00:00:00Z') });
        return `    client-certificate-data: ${base64(old.pem)}\n    client-key-data: ${base64(old.privateKey)}`;
      })(),
    ),
    { certificateProblem: 'expired', values: { subject: 'CN=old', found: '2026-11-01' } },
  ],
  ['a token that is a number', withLogin('    token: 12345'), { problem: 'not-text', values: { field: 'token' } }],
  [
    'a token that is over',
    withLogin(`    token: ${jwt({ exp: now / 1000 })}`),
    { problem: 'token-expired', values: { line: 18, found: '2026-11-27' } },
  ],
  ['no login', withLogin('    as: somebody'), { problem: 'no-login', values: { line: 17, found: 'kubernetes-admin' } }],
])('refused: %s', (_, text, expected) => {
  const reading = readKubeconfig(text, now);
  expect(reading).toMatchObject(expected);
  if ('summary' in reading) return;
  const key =
    'problem' in reading ? `kubeconfig.${reading.problem}` : `clientCertificate.${reading.certificateProblem}`;
  // Throws when a text asks for a value that is not there.
  for (const translate of [strictTranslator('en', en), strictTranslator('zh', zh)]) translate(key, reading.values);
});

test.each([
  ['an alias', '    token: *hunter2'],
  ['an open quote', '    token: "hunter2'],
  ['a reserved sign', '    token: @hunter2'],
  ['a directive', '    token: %hunter2'],
  ['a tag', '    token: !hunter2 x: y'],
  ['a nested map', '    token: a: hunter2'],
  ['an escape', '    token: "\\hunter2"'],
])('a secret that YAML reads as %s is not in the reason', (_, line) => {
  const reading = readKubeconfig(withLogin(line), now);
  expect('summary' in reading).toBe(false);
  expect(JSON.stringify(reading)).not.toContain('hunter2');
});
