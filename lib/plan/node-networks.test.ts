import { expect, test } from 'vitest';
import { formatCidr } from './cidr';
import { labelOf, networksOfHost, nodeNetworkOf } from './node-networks';
import { sampleFacts, samplePlan } from './samples';
import type { PlanHost } from './schema';

const plan = samplePlan();
const host = plan.hosts[0] as PlanHost;

test("a host's networks come from its facts, without the virtual address that it may hold", () => {
  const facts = sampleFacts('10.0.0.11', ({ addresses }) => {
    addresses.push({ interface: 'eth0', address: '10.0.0.100', prefix: 32, family: 'inet' });
    addresses.push({ interface: 'eth1', address: '172.16.4.9', prefix: 22, family: 'inet' });
    addresses.push({ interface: 'eth0', address: 'fe80::1', prefix: 64, family: 'inet6' });
  });
  expect(networksOfHost({ 'node-1': facts }, host).map(formatCidr)).toEqual(['10.0.0.0/24', '172.16.4.0/22']);
});

test('without facts nothing is assumed', () => {
  expect(networksOfHost({}, host)).toEqual([]);
  expect(nodeNetworkOf({}, host)).toBeNull();
});

test('the node network is the one of the internal address', () => {
  const facts = sampleFacts('10.0.0.11', ({ addresses }) => {
    addresses.push({ interface: 'eth1', address: '172.16.4.9', prefix: 22, family: 'inet' });
  });
  const network = nodeNetworkOf({ 'node-1': facts }, { ...host, internalAddress: '172.16.4.9' });
  expect(network && formatCidr(network)).toBe('172.16.4.0/22');
});

test('a host without a name is called by its address, then by its place', () => {
  const nameless = samplePlan(({ hosts }) => {
    Object.assign(hosts[0] as PlanHost, { name: '' });
    Object.assign(hosts[1] as PlanHost, { name: '', address: '' });
  });
  expect(nameless.hosts.map((each) => labelOf(nameless, each))).toEqual(['10.0.0.11', '#2', 'node-3']);
});
