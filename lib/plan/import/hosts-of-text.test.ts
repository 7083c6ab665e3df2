import { expect, test } from 'vitest';
import { samplePlan } from '../samples';
import { addFileHosts, hostsOfText } from './hosts-of-text';

const config = 'Host jump\n HostName 198.51.100.9\nHost w1\n HostName 10.9.0.1\n ProxyJump jump\n';

test.each([
  ['[workers]\nw1 ansible_host=10.9.0.1\n', 'ansible'],
  ['name,address,rack\nw1,10.9.0.1,A\n', 'csv'],
  [config, 'sshConfig'],
])('%j is a file of hosts', (text, format) => {
  expect(hostsOfText(text)?.format).toBe(format);
  expect(hostsOfText(text)?.hosts.map(({ address }) => address)).toContain('10.9.0.1');
});

test.each(['', '10.0.0.[11-13]', 'node-4 10.0.0.14\nroot@10.0.0.15:2222'])('%j is plain lines', (text) => {
  expect(hostsOfText(text)).toBeNull();
});

test('a host that others are reached through is marked', () => {
  const found = hostsOfText(config);
  expect([...(found?.bastions ?? [])]).toEqual([0]);
});

test('hosts are added with names of their own, and those that the plan has stay as they are', () => {
  const plan = samplePlan();
  const [first] = plan.hosts;
  const text = `name,address,rack\nnode-1,10.9.0.1,Z\nx,${first?.address},\n`;
  const result = addFileHosts(plan, hostsOfText(text)?.hosts ?? [], 'key');
  expect(result.added).toBe(1);
  expect(result.present).toEqual(['x']);
  expect(result.plan.hosts.slice(0, 3)).toEqual(plan.hosts);
  expect(result.plan.hosts[3]).toMatchObject({ address: '10.9.0.1', failureDomain: 'Z', ssh: { credential: 'key' } });
  expect(new Set(result.plan.hosts.map(({ name }) => name)).size).toBe(4);
  expect(result.plan.domains.map(({ name }) => name)).toContain('Z');
});
