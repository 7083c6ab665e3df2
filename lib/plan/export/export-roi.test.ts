import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { importRoi } from '../import/import-roi';
import { samplePlan } from '../samples';
import { type Plan, planSchema } from '../schema';
import { exportRoi } from './export-roi';

const left = (plan: Plan) => exportRoi(plan).notExported.map(({ path: at, reason }) => `${at} ${reason}`);
const samples = path.join(import.meta.dirname, '../import/samples');

test.each(['roi-three-nodes.yaml', 'roi-production.yaml'])(
  '%s, imported and exported, imports to the same plan',
  (file) => {
    const once = importRoi(readFileSync(path.join(samples, file), 'utf8')).imported;
    if (!once) throw new Error('not imported');
    const twice = importRoi(exportRoi(once.plan).text).imported;
    // What stands for a password comes back as one; roles come in the order of the groups.
    const sorted = (plan: Plan | undefined) =>
      plan && {
        ...plan,
        hosts: plan.hosts.map((host) => ({ ...host, roles: host.roles.toSorted() })),
        rainbond: { ...plan.rainbond, values: '' },
      };
    expect(sorted(twice?.plan)).toEqual(sorted(once.plan));
  },
);

test('no secret is in it: placeholders stand for them, each named', () => {
  const plan = samplePlan((changed) => {
    changed.registry = planSchema.shape.registry.parse({
      kind: 'external',
      address: 'r.example.com',
      credential: 'c-1',
    });
    changed.database = planSchema.shape.database.parse({ kind: 'external', host: 'm.example.com', credential: 'c-2' });
  });
  const { text, placeholders } = exportRoi(plan);
  expect(placeholders).toEqual([
    'SSH_PASSWORD_NODE_1',
    'SSH_PASSWORD_NODE_2',
    'SSH_PASSWORD_NODE_3',
    'REGISTRY_USER',
    'REGISTRY_PASSWORD',
    'DATABASE_USER',
    'DATABASE_PASSWORD',
  ]);
  for (const name of placeholders) expect(text).toContain(`\${${name}}`);
  expect(text).not.toMatch(/c-[12]|ops-key/);
});

test('the first control plane is where ROI begins, and roles are groups', () => {
  const document = parse(exportRoi(samplePlan(undefined, 'six-hosts')).text);
  expect(document.hosts[0]).toMatchObject({ name: 'node-1', bootstrap: true, internalAddress: '10.0.0.11' });
  expect(document.roleGroups).toEqual({
    etcd: ['node-1', 'node-2', 'node-3'],
    master: ['node-1', 'node-2', 'node-3'],
    worker: ['node-4', 'node-5', 'node-6'],
    'rbd-gateway': ['node-4', 'node-5', 'node-6'],
    'rbd-chaos': ['node-4', 'node-5', 'node-6'],
  });
});

test('Rainbond’s values keep what is there and get entry and replicas', () => {
  const plan = samplePlan((changed) => {
    changed.entry.application = { kind: 'load-balancer', address: '10.0.0.99', declared: '' };
    changed.rainbond = planSchema.shape.rainbond.parse({
      kind: '6.x',
      values: 'Cluster:\n  replicas: 5\nComponent: {}\n',
    });
  });
  expect(parse(exportRoi(plan).text).rainbond).toEqual({
    version: 'v6.9.3-release',
    values: { Cluster: { replicas: 5, gatewayIngressIPs: '10.0.0.99' }, Component: {} },
  });
});

test('what ROI decides itself or can’t do is listed', () => {
  expect(left(samplePlan())).toEqual([
    'rainbond installsRainbond',
    'domains noField',
    'entry.api noField',
    'kubernetes.distribution installsRke',
    'kubernetes.version installsRke',
    'artifacts noField',
    'hosts.ssh.credential passwordLogin',
  ]);
  const plan = samplePlan((changed) => {
    for (const host of changed.hosts.slice(0, 1)) host.ssh.user = 'ops';
    changed.hosts[1]?.roles.push('nfs-secondary');
    changed.storage = planSchema.shape.storage.parse({ kind: 'nfs-server', mode: 'primary-secondary' });
    changed.database = { kind: 'mysql-pair', replication: 'asynchronous' };
    changed.kubernetes.podCidr = '10.1.0.0/16';
    changed.kubernetes.overrides.kubeadm = 'kind: ClusterConfiguration\n';
  });
  expect(left(plan)).toEqual(
    expect.arrayContaining([
      'hosts.0.ssh.user rootOnly',
      'hosts.1.roles oneNfsServer',
      'storage.storageClass noField',
      'storage.mode oneNfsServer',
      'database mysqlInCluster',
      'kubernetes.podCidr noField',
      'kubernetes.overrides.kubeadm noField',
    ]),
  );
});
