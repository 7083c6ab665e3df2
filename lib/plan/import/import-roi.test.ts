import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importRoi } from './import-roi';
import type { Imported } from './imported';

const sample = (name: string) => readFileSync(path.join(import.meta.dirname, 'samples', name), 'utf8');

function imported(text: string): Imported {
  const result = importRoi(text, 'prod');
  if (!result.imported) throw new Error(JSON.stringify(result.errors));
  return result.imported;
}
const listed = ({ notCarriedOver }: Imported) =>
  notCarriedOver.map(({ path: at, reason, value }) => `${at} ${reason} ${value}`.trim());
const errors = (text: string) =>
  importRoi(text).errors.map(({ code, line, column, path: at }) => `${code} ${line}:${column} ${at}`.trim());

describe('the sample that calls three hosts a cluster', () => {
  const result = imported(sample('roi-three-nodes.yaml'));

  test('puts etcd, control plane, gateway, build and NFS on node1 alone', () => {
    expect(result.plan.hosts.map(({ name, roles }) => [name, roles])).toEqual([
      ['node1', ['etcd', 'control-plane', 'worker', 'gateway', 'build', 'nfs-primary']],
      ['node2', ['worker']],
      ['node3', ['worker']],
    ]);
    expect(result.plan.entry).toEqual({ api: { kind: 'host' }, application: { kind: 'none' } });
  });

  test('is RKE2 with an NFS server and the chart’s single replicas', () => {
    expect(result.plan).toMatchObject({
      name: 'prod',
      kubernetes: { distribution: 'rke2' },
      storage: { kind: 'nfs-server', mode: 'single', path: '/nfs-data/k8s', storageClass: 'nfs-storage' },
      database: { kind: 'built-in' },
      registry: { kind: 'built-in' },
      rainbond: { kind: '6.x', replicas: 1, consoleReplicas: 1, console: true },
    });
  });

  test('has one credential for its three hosts, and no password in the document', () => {
    expect(result.secrets).toEqual([
      {
        name: 'prod: root@node1 +2',
        kind: 'password',
        value: 'one-for-all',
        sudoPassword: '',
        paths: ['hosts.0.ssh.credential', 'hosts.1.ssh.credential', 'hosts.2.ssh.credential'],
      },
    ]);
    expect(JSON.stringify(result.plan)).not.toContain('one-for-all');
  });

  test('lists the one thing that a plan has no use for', () => {
    expect(listed(result)).toEqual(['hosts.0.bootstrap bootstrap true']);
  });
});

describe('a file with every section', () => {
  const result = imported(sample('roi-production.yaml'));

  test('carries hosts, NFS, registry, database and Rainbond over', () => {
    expect(result.plan.hosts[2]).toMatchObject({
      name: 'node-3',
      address: '203.0.113.3',
      internalAddress: '10.0.0.3',
      ssh: { user: 'ops', port: 2222, credential: '' },
      roles: ['etcd', 'control-plane', 'worker', 'gateway', 'build'],
    });
    expect(result.plan).toMatchObject({
      storage: { kind: 'external-nfs', server: '10.0.0.50', path: '/export/rainbond' },
      registry: { kind: 'external', address: 'registry.example.com:5000', namespace: 'rainbond', scheme: 'http' },
      database: {
        kind: 'external',
        host: 'mysql.example.com',
        port: 3307,
        consoleDatabase: 'rbd_console',
        regionDatabase: 'rbd_region',
      },
      rainbond: { kind: '6.x', version: '6.4.0', replicas: 3 },
    });
  });

  test('lists everything else, and never a secret', () => {
    expect(listed(result)).toEqual([
      'hosts.0.bootstrap bootstrap true',
      'roleGroups.master apiBalancer',
      'roleGroups.rbd-gateway.2 unknownHost node-9',
      'roleGroups.gpu unknownRole ["node-3"]',
      'storage.lvm lvm {"enabled":true,"nodeDevices":{"node-1":["/dev/sdb"],"node-…',
      'storage.existingStorageClass switchedOff {"enabled":false,"name":"managed-nfs-client"}',
      'registry.external.username userName pusher',
      'registry.external.insecureSkipVerify insecureTls true',
      'database.mysql switchedOff {"enabled":false,"masterPassword":"•••","replicationPasswor…',
      'database.custom.console.username userName rainbond',
      'rainbond.values.Cluster.imageHub.password secretInValues •••',
      'telemetry unknownField {"enabled":true,"interval":60}',
    ]);
  });

  test('no secret is in the plan or in the list; each is apart, with the place of its credential', () => {
    const open = JSON.stringify([result.plan, result.notCarriedOver]);
    expect(open).not.toMatch(/s3cret|never-used/);
    expect(result.secrets.map(({ name, value, paths }) => [name, value, paths])).toEqual([
      ['prod: root@node-1 +1', 's3cret-1', ['hosts.0.ssh.credential', 'hosts.1.ssh.credential']],
      ['prod: ops@node-3', 's3cret-3', ['hosts.2.ssh.credential']],
      ['prod: pusher@registry.example.com:5000', 'registry-s3cret', ['registry.credential']],
      ['prod: rainbond@mysql.example.com', 'db-s3cret', ['database.credential']],
    ]);
  });
});

test('two databases on two servers: the first is taken, the second listed', () => {
  const result = imported(
    'hosts: [{name: a, address: 10.0.0.1}]\ndatabase: {custom: {enabled: true, console: {host: a, username: u, password: p}, region: {host: b, username: v, password: q}}}\n',
  );
  expect(result.plan.database).toMatchObject({ kind: 'external', host: 'a', port: 3306 });
  expect(listed(result)).toContain('database.custom.region.host oneServer b:3306');
  expect(listed(result)).toContain('database.custom.region.username oneServer v');
});

test('MySQL by ROI is a pair in the plan; its passwords are made anew', () => {
  const result = imported(
    'hosts: [{name: a, address: 10.0.0.1}]\ndatabase: {mysql: {enabled: true, masterPassword: x1, replicationPassword: x2, replicaCount: 2}}\n',
  );
  expect(result.plan.database.kind).toBe('mysql-pair');
  expect(listed(result)).toEqual([
    'database.mysql mysqlInCluster',
    'database.mysql.masterPassword generatedSecret •••',
    'database.mysql.replicationPassword generatedSecret •••',
    'database.mysql.replicaCount noPlace 2',
  ]);
  expect(result.secrets).toEqual([]);
});

test.each([
  ['v5.17.3-release', '5.17', '5.17.3', []],
  ['6.9.3', '6.x', '6.9.3', []],
  ['v6.x.x-release', '6.x', '6.9.3', ['rainbond.version unusable v6.x.x-release']],
])('Rainbond %s is %s, version %s', (version, kind, expected, left) => {
  const result = imported(`hosts: [{name: a, address: 10.0.0.1}]\nrainbond: {version: ${version}}\n`);
  expect(result.plan.rainbond).toMatchObject({ kind, version: expected });
  expect(listed(result)).toEqual(left);
});

test('what is switched off leaves built-in choices behind, and is listed once a section', () => {
  const result = imported(
    'hosts: [{name: a, address: 10.0.0.1}]\nroleGroups: {nfs-server: [a]}\nstorage: {nfs: {enabled: false, sharePath: /x}}\nregistry: {external: {enabled: no, domain: r.example.com}}\n',
  );
  expect(result.plan.storage.kind).toBe('built-in');
  expect(listed(result)).toEqual([
    'roleGroups.nfs-server switchedOff ["a"]',
    'storage.nfs switchedOff {"enabled":false,"sharePath":"/x"}',
    'registry.external switchedOff {"enabled":"no","domain":"r.example.com"}',
  ]);
});

test('a StorageClass that exists is taken by its name', () => {
  const result = imported(
    'hosts: [{name: a, address: 10.0.0.1}]\nstorage: {existingStorageClass: {enabled: true, name: ceph-rbd}}\n',
  );
  expect(result.plan.storage).toMatchObject({ kind: 'storage-class', name: 'ceph-rbd' });
});

test('what is wrong is refused with its line and column', () => {
  expect(errors('hosts: [\n')).toEqual(['syntax 2:1']);
  expect(errors('hosts:\n  node1: {address: 10.0.0.1}\n')).toEqual(['wrongType 2:3 hosts']);
  expect(errors('hosts:\n  - name: a\n    address: 10.0.0.1\n    port: 99999\n')).toEqual(['tooBig 4:11 hosts.0.port']);
  expect(errors('hosts:\n  - name: a\n    port: ssh\n')).toEqual(['wrongType 3:11 hosts.0.port']);
  expect(errors('hosts: []\n')).toEqual(['noHosts 1:8 hosts']);
});
