import { expect, test } from 'vitest';
import { samplePlan } from './samples';
import { type Plan, type PlanHost, storageSchema } from './schema';
import { unsupported } from './unsupported';

const choices = (change: (plan: Plan) => void) =>
  unsupported(samplePlan(change)).map(({ choice, path }) => [choice, path]);

test('what the kubeadm runbook carries out is not listed', () => {
  expect(choices(() => {})).toEqual([]);
  expect(choices((plan) => Object.assign(plan.entry, { api: { kind: 'host' } }))).toEqual([]);
  expect(
    choices((plan) =>
      Object.assign(plan.entry, { api: { kind: 'load-balancer', address: '10.0.0.5', port: 6443, declared: '' } }),
    ),
  ).toEqual([]);
});

test('every other choice is named with its field', () => {
  expect(
    choices((plan) => {
      plan.kubernetes.distribution = 'rke2';
      plan.kubernetes.cni = 'calico';
      plan.storage = storageSchema.parse({ kind: 'ceph' });
      plan.artifacts = { kind: 'online', mirror: '' };
      plan.entry.api = { kind: 'application-entry' };
    }),
  ).toEqual([
    ['apiOnApplicationEntry', 'entry.api.kind'],
    ['rke2', 'kubernetes.distribution'],
    ['calico', 'kubernetes.cni'],
    ['storage', 'storage.kind'],
    ['online', 'artifacts.kind'],
  ]);
});

test('a jump host and a service role are found on their host', () => {
  expect(
    choices(({ hosts }) => {
      (hosts[1] as PlanHost).ssh.bastion = { address: '10.0.0.1', port: 22, user: 'ops', credential: 'k' };
      (hosts[2] as PlanHost).roles.push('nfs-primary');
    }),
  ).toEqual([
    ['bastion', 'hosts.1.ssh.bastion'],
    ['serviceRole', 'hosts.2.roles'],
  ]);
});
