import { expect, it } from 'vitest';
import { newPlan } from '../new-plan';
import { hostSchema, type Plan, storageSchema } from '../schema';
import { hasRole, setRole } from './set-role';

const planOf = (...hosts: string[][]): Plan => ({
  ...newPlan('x', 'empty', () => 0),
  hosts: hosts.map((roles, index) => hostSchema.parse({ name: `node-${index + 1}`, address: '', roles })),
});
const rolesOf = (plan: Plan) => plan.hosts.map((host) => host.roles);

it('gives etcd to a new control plane and takes it with it', () => {
  const plan = planOf(['worker']);
  const given = setRole(plan, 0, 'control-plane', true);
  expect(rolesOf(given)).toEqual([['control-plane', 'etcd', 'worker']]);
  expect(rolesOf(setRole(given, 0, 'control-plane', false))).toEqual([['worker']]);
});

it('sets etcd apart from the control planes when it is asked by itself', () => {
  expect(rolesOf(setRole(planOf(['control-plane', 'etcd']), 0, 'etcd', false))).toEqual([['control-plane']]);
});

it('leaves etcd on its own hosts when a plan has it there', () => {
  const plan = planOf(['control-plane'], ['etcd'], ['worker']);
  expect(rolesOf(setRole(plan, 2, 'control-plane', true))[2]).toEqual(['control-plane', 'worker']);
  expect(rolesOf(setRole(plan, 1, 'control-plane', true))[1]).toEqual(['control-plane', 'etcd']);
});

it('sets a role of many hosts at once, in the order of the schema whatever the order of clicks', () => {
  const plan = setRole(planOf(['build', 'ceph'], [], ['worker']), new Set([0, 1]), 'worker', true);
  expect(rolesOf(plan)).toEqual([['worker', 'build', 'ceph'], ['worker'], ['worker']]);
});

it('leaves a host that already has the role the same object', () => {
  const plan = planOf(['worker']);
  expect(setRole(plan, 0, 'worker', true).hosts[0]).toBe(plan.hosts[0]);
});

it('moves the NFS server from host to host, because there is one', () => {
  const plan = setRole(planOf(['nfs-primary'], ['worker']), 1, 'nfs-primary', true);
  expect(rolesOf(plan)).toEqual([[], ['worker', 'nfs-primary']]);
  expect(plan.storage.kind).toBe('nfs-server');
});

it('keeps the storage of a plan in step with its second NFS server', () => {
  const first = setRole(planOf([], []), 0, 'nfs-primary', true);
  const second = setRole(first, 1, 'nfs-secondary', true);
  expect(second.storage).toMatchObject({ kind: 'nfs-server', mode: 'primary-secondary' });
  expect(setRole(second, 1, 'nfs-secondary', false).storage).toMatchObject({ mode: 'single' });
  const swapped = setRole(second, 0, 'nfs-secondary', true);
  expect(rolesOf(swapped)).toEqual([['nfs-secondary'], []]);
});

it('keeps what the form says of an NFS server when a host is given its role', () => {
  const plan = planOf([]);
  plan.storage = storageSchema.parse({ kind: 'nfs-server', path: '/data' });
  expect(setRole(plan, 0, 'nfs-primary', true).storage).toMatchObject({ path: '/data' });
});

it('takes the roles of the storage that was there when another is chosen', () => {
  const plan = setRole(planOf(['nfs-primary'], [], []), new Set([1, 2]), 'ceph', true);
  expect(rolesOf(plan)).toEqual([[], ['ceph'], ['ceph']]);
  expect(plan.storage.kind).toBe('ceph');
});

it('tells a role that all have from one that some have', () => {
  const plan = planOf(['worker', 'etcd'], ['worker']);
  const both = new Set([0, 1]);
  expect([hasRole(plan, both, 'worker'), hasRole(plan, both, 'etcd'), hasRole(plan, both, 'build')]).toEqual([
    true,
    'mixed',
    false,
  ]);
});
