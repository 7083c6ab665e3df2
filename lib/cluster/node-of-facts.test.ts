import { expect, test } from 'vitest';
import { sampleNode } from '@/lib/plan/testing/cluster-plans';
import { nodeOfFacts } from './node-of-facts';

const nodes = [sampleNode(1), sampleNode(2, { externalAddress: '203.0.113.2' }), sampleNode(3, { name: 'Three.corp' })];
const facts = (hostname: string, ...addresses: string[]) => ({
  hostname,
  addresses: addresses.map((address) => ({ interface: 'eth0', address, prefix: 24, family: 'inet' as const })),
});

test.each([
  ['the address that was dialled', '10.0.0.12', facts('x'), 'node-2'],
  ['an address of the host, behind NAT', '198.51.100.1', facts('x', '127.0.0.1', '10.0.0.11'), 'node-1'],
  ['its external address', '203.0.113.2', facts('x'), 'node-2'],
  ['its name', 'jump.example', facts('node-1'), 'node-1'],
  ['its short name, in any case', 'jump.example', facts('three'), 'Three.corp'],
])('by %s', (_how, address, known, name) => {
  expect(nodeOfFacts(nodes, address, known)?.name).toBe(name);
});

test('a host that is none of them', () => {
  expect(nodeOfFacts(nodes, '198.51.100.1', facts('bastion', '192.0.2.1'))).toBeNull();
});
