import { expect, test } from 'vitest';
import { matchesWildcards } from './wildcards';

test.each([
  ['cali*', 'cali12ab', true],
  ['cali*', 'cali', true],
  ['cali*', 'tunl0', false],
  ['node-?', 'node-1', true],
  ['node-?', 'node-12', false],
  ['vxlan.calico', 'vxlan.calico', true],
  ['vxlan.calico', 'vxlanxcalico', false],
  ['*.a', 'x.a.b', false],
])('%s and %s: %s', (pattern, name, is) => {
  expect(matchesWildcards(pattern, name)).toBe(is);
});
