import { expect, test } from 'vitest';
import { isAtLeast, kubernetesMinor, parseVersion } from './version';

test('the numbers at the beginning count, what a distribution adds does not', () => {
  expect(parseVersion('3.10.0-1160.el7.x86_64')).toEqual([3, 10, 0]);
  expect(parseVersion('v1.36.3')).toEqual([1, 36, 3]);
  expect(parseVersion('latest')).toBeNull();
});

test('parts are compared as numbers, and a missing one is 0', () => {
  expect(isAtLeast('4.18.0', '4.9.17')).toBe(true);
  expect(isAtLeast('4.9.16', '4.9.17')).toBe(false);
  expect(isAtLeast('5.4', '5.4.0')).toBe(true);
  expect(isAtLeast('', '5.4')).toBeNull();
});

test('the minor of a Kubernetes release, also of RKE2', () => {
  expect(kubernetesMinor('v1.36.3')).toBe(36);
  expect(kubernetesMinor('v1.31.4+rke2r1')).toBe(31);
  expect(kubernetesMinor('1.36.3')).toBeNull();
});
