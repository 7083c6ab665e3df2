import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { etcHosts } from './etc-hosts';
import { hostnameResolves } from './own-name';
import { dnsResolv } from './resolv';
import { dnsWildcard } from './wildcard';

const context = contextOf();
const [host] = context.plan.hosts;
if (!host) throw new Error('the plan has no host');

const resolv = (...servers: string[]) =>
  `read /etc/resolv.conf\n${servers.map((server) => `server ${server}\n`).join('')}end\n`;

test('dns.resolv: one server passes, none blocks, and so does a file that isn’t there', () => {
  expect(judged(dnsResolv, resolv('10.0.0.2'))).toMatchObject({ state: 'passed', values: { servers: '10.0.0.2' } });
  expect(judged(dnsResolv, resolv())).toMatchObject({ severity: 'block', values: { problem: 'none', count: 0 } });
  expect(judged(dnsResolv, 'missing /etc/resolv.conf\nend\n')).toMatchObject({
    severity: 'block',
    values: { problem: 'missing' },
  });
});

test.each(['127.0.0.1', '127.0.0.53', '::1', '0.0.0.0'])('dns.resolv: %s blocks, also among others', (loop) => {
  expect(judged(dnsResolv, resolv(loop))).toMatchObject({ severity: 'block', values: { problem: 'loopback' } });
  expect(judged(dnsResolv, resolv('10.0.0.2', loop))).toMatchObject({ severity: 'block' });
});

test('dns.resolv: an address that only looks like loopback passes', () => {
  expect(judged(dnsResolv, resolv('10.127.0.1', 'fd00::1'))).toMatchObject({ state: 'passed' });
});

test('dns.resolv: three pass, of four one is never asked', () => {
  expect(judged(dnsResolv, resolv('10.0.0.2', '10.0.0.3', '10.0.0.4'))).toMatchObject({ state: 'passed' });
  expect(judged(dnsResolv, resolv('10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'))).toMatchObject({
    severity: 'info',
    values: { count: 4, problem: 'many' },
  });
});

test('dns.resolv: reads what kubelet is told to give to pods', () => {
  const overridden = contextOf({
    plan: samplePlan((plan) => {
      plan.kubernetes.overrides.kubeadm =
        'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nresolvConf: /etc/kubelet-resolv.conf\n';
    }),
  });
  expect(dnsResolv.script(overridden, host)).toContain('file=/etc/kubelet-resolv.conf');
  expect(dnsResolv.script(context, host)).toContain('file=/run/systemd/resolve/resolv.conf');
});

/** Header of an answer to our question: code, and number of answers. */
const answer = (code: number, answers: number, id = '51 1f') =>
  `${id} 81 8${code.toString(16)} 00 01 00 0${answers} 00 00 00 00 07 73 6c`;

test('dns.wildcard: without a search domain there is nothing to ask', () => {
  expect(judged(dnsWildcard, 'end\n')).toMatchObject({ state: 'passed', values: { searched: 0 } });
});

test('dns.wildcard: no such name passes, an address blocks', () => {
  expect(judged(dnsWildcard, `domain corp.example ${answer(3, 0)}\nend\n`)).toMatchObject({ state: 'passed' });
  expect(judged(dnsWildcard, `domain corp.example ${answer(0, 0)}\nend\n`)).toMatchObject({ state: 'passed' });
  expect(judged(dnsWildcard, `domain lan ${answer(3, 0)}\ndomain corp.example ${answer(0, 1)}\nend\n`)).toMatchObject({
    severity: 'block',
    values: { count: 1, domains: 'corp.example', searched: 2 },
  });
});

test('dns.wildcard: a server that is silent, fails or answers somebody else proves nothing', () => {
  for (const said of ['', answer(2, 0), answer(5, 0), answer(3, 0, '00 1f'), answer(3, 0, '51 00'), '51 1f 81'])
    expect(judged(dnsWildcard, `domain corp.example ${said}\nend\n`)).toMatchObject({
      state: 'not-run',
      reason: 'unreadable',
      values: { found: expect.stringContaining('corp.example') },
    });
});

const own = (...resolved: string[]) =>
  `name node-1\n${resolved.map((address) => `resolved ${address}\n`).join('')}own 127.0.0.1\nown 10.0.0.11\nend\n`;

test('hostname.resolves: loopback and an own address pass, another machine’s warns', () => {
  expect(judged(hostnameResolves, own('127.0.1.1'))).toMatchObject({ state: 'passed' });
  expect(judged(hostnameResolves, own('127.0.1.1', '10.0.0.11'))).toMatchObject({ state: 'passed' });
  const elsewhere = judged(hostnameResolves, own('10.0.0.11', '10.0.0.99'));
  expect(elsewhere).toMatchObject({ severity: 'warn', values: { problem: 'elsewhere', found: '10.0.0.99' } });
  expect(hostnameResolves.fix?.script(context, host, elsewhere.values)).toBeNull();
});

test('hostname.resolves: what the install will write is only worth saying', () => {
  const nowhere = judged(hostnameResolves, own());
  expect(nowhere).toMatchObject({ severity: 'info', values: { problem: 'nowhere', by: 'install' } });
  expect(hostnameResolves.fix?.script(context, host, nowhere.values)).toBe('');
  const existing = contextOf({
    plan: samplePlan((plan) => Object.assign(plan.kubernetes, { distribution: 'existing' })),
  });
  expect(judged(hostnameResolves, own(), existing)).toMatchObject({ severity: 'warn', values: { by: 'nobody' } });
});

const hosts = (...lines: string[]) => `${lines.map((line) => `line ${line}\n`).join('')}read-all\nend\n`;
const localhost = '127.0.0.1 localhost localhost.localdomain';

test('etc-hosts.valid: what distributions install passes', () => {
  const debian = hosts('127.0.0.1 localhost', '127.0.1.1 node-1', '::1 localhost ip6-localhost ip6-loopback');
  expect(judged(etcHosts, debian)).toMatchObject({ state: 'passed' });
  expect(judged(etcHosts, hosts(`${localhost} localhost4`, '::1 localhost'))).toMatchObject({ state: 'passed' });
  expect(judged(etcHosts, hosts(localhost, '10.0.0.12 node-2.corp.example node-2'))).toMatchObject({ state: 'passed' });
});

test('etc-hosts.valid: a name of the plan at another address blocks, in any case of letters', () => {
  expect(judged(etcHosts, hosts(localhost, '10.9.9.9 old Node-2', '10.0.0.99 prod-shanghai-api'))).toMatchObject({
    severity: 'block',
    values: { count: 2, wrong: 'node-2 → 10.9.9.9, prod-shanghai-api → 10.0.0.99', localhost: 'there' },
  });
  // Another host's name at loopback leads to oneself.
  expect(judged(etcHosts, hosts(localhost, '127.0.1.1 node-2'))).toMatchObject({ severity: 'block' });
});

test('etc-hosts.valid: without localhost, or with it only for IPv6, it blocks', () => {
  expect(judged(etcHosts, hosts('::1 localhost'))).toMatchObject({
    severity: 'block',
    values: { count: 0, localhost: 'missing' },
  });
  expect(judged(etcHosts, 'line 127.0.0.1 localhost\nend\n')).toMatchObject({ state: 'not-run' });
});

/** The file as the fix makes it. */
const mended = (text: string) => {
  const filter = etcHosts.fix?.files?.(context, host, {})[0]?.filter ?? 'false';
  return execFileSync('bash', ['-c', filter], { input: text, encoding: 'utf8' });
};

test('etc-hosts.valid: the fix takes out wrong names, keeps the others of the line, and does no more the second time', () => {
  const before = `# by hand
10.9.9.9   old node-2  # moved
10.9.9.8 node-3
10.0.0.12 node-2
127.0.1.1 node-1
::1 localhost
# slipway begin
10.0.0.99 node-1
# slipway end
`;
  const after = `# by hand
10.9.9.9 old # moved
# slipway: 10.9.9.8 node-3
10.0.0.12 node-2
127.0.1.1 node-1
::1 localhost
# slipway begin
10.0.0.99 node-1
# slipway end
127.0.0.1 localhost
`;
  expect(mended(before)).toBe(after);
  expect(mended(after)).toBe(after);
});

for (const check of [dnsResolv, dnsWildcard, hostnameResolves, etcHosts]) testUnreadable(check);
