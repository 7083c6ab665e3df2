import { expect, test } from 'vitest';
import { samplePlan } from './samples';
import type { PlanHost } from './schema';
import { idleServices, offerService, onlyOneTooMany, withdrawService } from './service-hosts';

const onSecond = samplePlan(({ hosts }) => {
  (hosts[1] as PlanHost).roles.push('nfs-primary');
});

test('a partner goes to the next host, never to the same', () => {
  expect(offerService(onSecond, 'nfs-secondary', ['nfs-primary'])).toEqual({
    id: 'give-role',
    values: { host: 'node-3', role: 'nfsSecondary' },
  });
});

test('no host is left for it', () => {
  const one = samplePlan(({ hosts }) => {
    hosts.splice(1);
    (hosts[0] as PlanHost).roles.push('mysql-primary');
  });
  expect(offerService(one, 'mysql-replica', ['mysql-primary'])).toBeNull();
});

test('a role is withdrawn only from a host that keeps another', () => {
  const [, host] = onSecond.hosts as [PlanHost, PlanHost];
  expect(withdrawService(host, 'nfs-primary')?.values).toEqual({ host: 'node-2', role: 'nfsPrimary' });
  expect(withdrawService({ ...host, roles: ['nfs-primary'] }, 'nfs-primary')).toBeNull();
});

test('of two holders the second gives the role up; of three, a person says who', () => {
  const { hosts } = samplePlan((plan) => {
    for (const host of plan.hosts) host.roles.push('mysql-primary');
  });
  expect(onlyOneTooMany(hosts.slice(0, 2), 'mysql-primary')?.values).toEqual({ host: 'node-2', role: 'mysqlPrimary' });
  expect(onlyOneTooMany(hosts, 'mysql-primary')).toBeNull();
});

test('who holds a role is found with its place', () => {
  expect(idleServices(onSecond, ['nfs-primary', 'ceph']).map(({ index, role }) => [index, role])).toEqual([
    [1, 'nfs-primary'],
  ]);
});
