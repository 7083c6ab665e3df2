import { expect, test } from 'vitest';
import { samplePlan } from './samples';
import {
  databaseSchema,
  etcdSchema,
  type Plan,
  type PlanHost,
  rainbondSchema,
  registrySchema,
  storageSchema,
  vipSchema,
} from './schema';
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

test('of an existing cluster nothing is listed that concerns hosts of somebody else', () => {
  const existing = (plan: Plan) => Object.assign(plan.kubernetes, { distribution: 'existing', cni: 'existing' });
  expect(choices(existing)).toEqual([]);
  expect(
    choices((plan) => {
      existing(plan);
      plan.artifacts = { kind: 'online', mirror: '' };
    }),
  ).toEqual([]);
  expect(
    choices((plan) => {
      existing(plan);
      for (const host of plan.hosts) host.roles = host.roles.filter((role) => role !== 'etcd');
      plan.hosts[2]?.roles.push('etcd');
      plan.entry.application = vipSchema.parse({ kind: 'keepalived', address: '10.0.0.100', virtualRouterId: 77 });
    }),
  ).toEqual([]);
});

test('every other choice is named with its field', () => {
  expect(
    choices((plan) => {
      plan.kubernetes.distribution = 'rke2';
      plan.kubernetes.cni = 'calico';
      plan.storage = storageSchema.parse({ kind: 'ceph' });
      plan.artifacts = { kind: 'online', mirror: '' };
    }),
  ).toEqual([
    ['rke2', 'kubernetes.distribution'],
    ['calico', 'kubernetes.cni'],
    ['ceph', 'storage.kind'],
    ['online', 'artifacts.kind'],
  ]);
});

test('each kind of storage, etcd, registry, database and Rainbond is named by itself', () => {
  const kinds = [
    ...(['built-in', 'storage-class', 'external-nfs', 'nfs-server', 'ceph'] as const).map(
      (kind) => (plan: Plan) => void Object.assign(plan, { storage: storageSchema.parse({ kind }) }),
    ),
    ...(['built-in', 'external'] as const).map(
      (kind) => (plan: Plan) => void Object.assign(plan, { etcd: etcdSchema.parse({ kind }) }),
    ),
    (plan: Plan) => void Object.assign(plan, { registry: registrySchema.parse({ kind: 'external' }) }),
    ...(['external', 'mysql-pair'] as const).map(
      (kind) => (plan: Plan) => void Object.assign(plan, { database: databaseSchema.parse({ kind }) }),
    ),
    ...(['5.17', '6.x'] as const).map(
      (kind) => (plan: Plan) => void Object.assign(plan, { rainbond: rainbondSchema.parse({ kind }) }),
    ),
  ];
  expect(kinds.flatMap(choices)).toEqual([
    ['localStorage', 'storage.kind'],
    ['nfsServer', 'storage.kind'],
    ['ceph', 'storage.kind'],
    ['rainbondEtcd', 'etcd.kind'],
    ['mysqlPair', 'database.kind'],
  ]);
});

test('etcd on hosts of its own can be planned, not yet installed; a mixture is a rule’s to refuse', () => {
  const apart = samplePlan(() => {}, 'nine-hosts');
  expect(unsupported(apart)).toEqual([
    { choice: 'etcdApart', section: 'hosts', path: 'hosts', hosts: ['node-4', 'node-5', 'node-6'] },
  ]);
  expect(choices(({ hosts }) => void (hosts[0] as PlanHost).roles.splice(1, 1))).toEqual([]);
});

test('a jump host and a service role are found on their host', () => {
  expect(
    choices(({ hosts }) => {
      (hosts[1] as PlanHost).ssh.via = [{ address: '10.0.0.1', port: 22, user: 'ops', credential: 'k' }];
      (hosts[2] as PlanHost).roles.push('nfs-primary');
    }),
  ).toEqual([['serviceRole', 'hosts.2.roles']]);
});
