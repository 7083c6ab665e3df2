import { expect, test } from 'vitest';
import { sampleFactsOf } from '../samples';
import { buildPlan } from '../testing/build-plan';
import { largestDisk, outsideOr, schedulable } from './holders';

test('control planes run pods only as workers; every other host does, whatever its roles', () => {
  const plan = buildPlan(['cp', 'cp worker', 'gateway', 'nfs', 'build', 'etcd']);
  expect(schedulable(plan)).toEqual(['host:1', 'host:2', 'host:3', 'host:4', 'host:5']);
});

test('a service at the address of a host is that host, by either address, with scheme and port', () => {
  const plan = buildPlan(['all', 'all']);
  const second = plan.hosts[1];
  if (second) second.internalAddress = '192.168.0.12';
  expect(outsideOr(plan, '10.0.0.11', 'service:nfs')).toBe('host:0');
  expect(outsideOr(plan, '10.0.0.12:3306', 'service:database')).toBe('host:1');
  expect(outsideOr(plan, 'https://192.168.0.12:2379', 'service:etcd:0')).toBe('host:1');
  expect(outsideOr(plan, '10.0.0.1', 'service:nfs')).toBe('service:nfs');
  expect(outsideOr(buildPlan(['all']), '', 'service:nfs')).toBe('service:nfs');
});

test('the largest disk is known only with the facts of all hosts, and when it is one', () => {
  const plan = buildPlan(['all', 'all']);
  const facts = sampleFactsOf(plan, (found, host) => {
    if (host === 'node-2') found.disks = [{ name: 'sda', sizeBytes: 2 ** 41, rotational: false, model: '' }];
  });
  expect(largestDisk(plan, facts)).toBe('host:1');
  expect(largestDisk(plan, sampleFactsOf(plan))).toBeNull();
  const { 'node-1': _, ...partly } = facts;
  expect(largestDisk(plan, partly)).toBeNull();
  expect(largestDisk(plan, {})).toBeNull();
});
