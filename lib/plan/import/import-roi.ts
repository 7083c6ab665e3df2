import { stringify } from 'yaml';
import { type Path, readYaml } from '../read-yaml';
import { type Plan, planSchema, planSchemaVersion, type Role } from '../schema';
import { ForeignDocument, type ReasonsByPlace } from './foreign-document';
import type { ImportResult } from './imported';
import { SecretList } from './secret-list';
import { isSecretName, shownValue } from './shown-value';

const roles: Record<string, Role> = {
  etcd: 'etcd',
  master: 'control-plane',
  worker: 'worker',
  'rbd-gateway': 'gateway',
  'rbd-chaos': 'build',
};

/** Name that ROI gives to the StorageClass of its NFS provisioner. */
const roiStorageClass = 'nfs-storage';

const reasons: ReasonsByPlace = {
  'hosts.*.bootstrap': 'bootstrap',
  'storage.nfs.storageClass': 'noPlace',
  'registry.external.insecureSkipVerify': 'insecureTls',
  'registry.external.username': 'userName',
  'database.mysql.masterPassword': 'generatedSecret',
  'database.mysql.replicationPassword': 'generatedSecret',
  'database.mysql.replicaCount': 'noPlace',
  'database.mysql.persistence': 'noPlace',
};

/**
 * A plan out of the `cluster.yaml` of Rainbond's offline installer (ROI): RKE2, one entry by the first server's address, and
 * one replica of what the chart doesn't scale by itself, as ROI would install it.
 */
export function importRoi(text: string, name = 'imported'): ImportResult {
  const yaml = readYaml(text);
  if (!('placeOf' in yaml)) return { imported: null, errors: yaml.errors };
  const file = new ForeignDocument(yaml.value, yaml.placeOf, reasons);
  const secrets = new SecretList();
  const hosts = hostsOf(file, secrets);
  const plan = {
    schemaVersion: planSchemaVersion,
    name,
    hosts,
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
    kubernetes: { distribution: 'rke2' },
    storage: storageOf(file, hosts),
    registry: registryOf(file, secrets),
    database: databaseOf(file, secrets),
    rainbond: rainbondOf(file),
  };
  if (hosts.length === 0 && file.errors.length === 0) file.say('noHosts', ['hosts'], '');
  if (file.errors.length > 0) return { imported: null, errors: file.errors };
  return {
    imported: { plan: planSchema.parse(plan), notCarriedOver: file.notCarriedOver(), secrets: secrets.of(name) },
    errors: [],
  };
}

type HostInput = {
  name: string;
  address: string;
  internalAddress: string;
  ssh: object;
  roles: Plan['hosts'][0]['roles'];
};

function hostsOf(file: ForeignDocument, secrets: SecretList): HostInput[] {
  const hosts = file.indices('hosts').map((index): HostInput => {
    const at = ['hosts', index];
    const address = file.text(...at, 'address');
    const internal = file.text(...at, 'internalAddress');
    const name = file.text(...at, 'name') || `node-${index + 1}`;
    const user = file.text(...at, 'user') || 'root';
    const password = file.text(...at, 'password');
    secrets.add({ kind: 'password', value: password }, user, name, `hosts.${index}.ssh.credential`);
    const ssh = { user, port: file.port(...at, 'port') };
    return { name, address, internalAddress: internal === address ? '' : internal, ssh, roles: [] };
  });
  for (const group of file.keys('roleGroups')) {
    // Placed with the storage: without NFS the group means nothing.
    if (group === 'nfs-server') continue;
    const role = roles[group];
    if (!role) {
      file.leave(['roleGroups', group], 'unknownRole');
      continue;
    }
    for (const [index, member] of file.texts('roleGroups', group).entries()) {
      const host = hosts.find(({ name }) => name === member);
      if (!host) file.note(['roleGroups', group, index], 'unknownHost', member);
      else if (!host.roles.includes(role)) host.roles.push(role);
    }
  }
  // Every RKE2 node runs a balancer before the servers; in a plan the API's address is a choice of its own.
  if (hosts.filter((host) => host.roles.includes('control-plane')).length > 1) {
    file.note(['roleGroups', 'master'], 'apiBalancer');
  }
  return hosts;
}

function storageOf(file: ForeignDocument, hosts: HostInput[]): object {
  const servers = ['roleGroups', 'nfs-server'];
  if (file.at(['storage', 'lvm']) !== undefined) file.leave(['storage', 'lvm'], 'lvm');
  const existing = file.flag('storage', 'existingStorageClass', 'enabled');
  if (!file.flag('storage', 'nfs', 'enabled')) {
    file.leave(servers, 'switchedOff');
    file.leave(['storage', 'nfs'], 'switchedOff');
    if (existing) return { kind: 'storage-class', name: file.text('storage', 'existingStorageClass', 'name') };
    file.leave(['storage', 'existingStorageClass'], 'switchedOff');
    return { kind: 'built-in' };
  }
  file.leave(['storage', 'existingStorageClass'], existing ? 'noPlace' : 'switchedOff');
  const path = file.text('storage', 'nfs', 'sharePath') || '/nfs-data/k8s';
  // Absent means yes to ROI, as it does to a plan.
  if (file.at(['storage', 'nfs', 'storageClass', 'enabled']) === false) {
    file.note(['storage', 'nfs', 'storageClass', 'enabled'], 'noPlace', 'false');
  }
  file.flag('storage', 'nfs', 'storageClass', 'enabled');
  const server = file.text('storage', 'nfs', 'server');
  if (server) {
    file.leave(servers, 'switchedOff');
    return { kind: 'external-nfs', server, path, storageClass: roiStorageClass };
  }
  for (const [index, member] of file.texts(...servers).entries()) {
    const host = hosts.find(({ name }) => name === member);
    if (host) host.roles.push('nfs-primary');
    else file.note([...servers, index], 'unknownHost', member);
  }
  return { kind: 'nfs-server', mode: 'single', path, storageClass: roiStorageClass };
}

function registryOf(file: ForeignDocument, secrets: SecretList): object {
  const at = ['registry', 'external'];
  if (!file.flag(...at, 'enabled')) {
    file.leave(at, 'switchedOff');
    return { kind: 'built-in' };
  }
  const address = file.text(...at, 'domain');
  const scheme = file.text(...at, 'scheme') || 'https';
  if (scheme !== 'https' && scheme !== 'http') file.say('notOneOf', [...at, 'scheme'], scheme, 'https, http');
  const user = String(file.at([...at, 'username']) ?? '');
  const password = file.text(...at, 'password');
  secrets.add({ kind: 'password', value: password }, user, address, 'registry.credential');
  return { kind: 'external', address, namespace: file.text(...at, 'namespace'), scheme };
}

function databaseOf(file: ForeignDocument, secrets: SecretList): object {
  const custom = ['database', 'custom'];
  const mysql = ['database', 'mysql'];
  const managed = file.flag(...mysql, 'enabled');
  if (!managed) file.leave(mysql, 'switchedOff');
  else file.note(mysql, 'mysqlInCluster');
  if (!file.flag(...custom, 'enabled')) {
    file.leave(custom, 'switchedOff');
    return managed ? { kind: 'mysql-pair' } : { kind: 'built-in' };
  }
  const part = (which: 'console' | 'region') => ({
    host: file.text(...custom, which, 'host'),
    port: file.port(...custom, which, 'port') ?? 3306,
    database: file.text(...custom, which, 'database'),
    user: file.text(...custom, which, 'username'),
    password: file.text(...custom, which, 'password'),
  });
  const [console, region] = [part('console'), part('region')];
  file.note([...custom, 'console', 'username'], 'userName', console.user);
  if (console.host !== region.host || console.port !== region.port) {
    file.note([...custom, 'region', 'host'], 'oneServer', `${region.host}:${region.port}`);
  }
  if (console.user !== region.user || console.password !== region.password) {
    file.note([...custom, 'region', 'username'], 'oneServer', region.user);
  }
  secrets.add({ kind: 'password', value: console.password }, console.user, console.host, 'database.credential');
  return {
    kind: 'external',
    host: console.host,
    port: console.port,
    consoleDatabase: console.database || 'console',
    regionDatabase: region.database || 'region',
  };
}

function rainbondOf(file: ForeignDocument): object {
  const version = file.text('rainbond', 'version');
  const number = /^v?(\d+\.\d+\.\d+)(-release)?$/.exec(version)?.[1];
  const kind = number?.startsWith('5.') ? '5.17' : '6.x';
  if (version !== '' && number === undefined) file.note(['rainbond', 'version'], 'unusable', version);
  const values = withoutSecrets(file, ['rainbond', 'values'], file.take(['rainbond', 'values']));
  const replicas = (values as { Cluster?: { replicas?: unknown } } | null)?.Cluster?.replicas;
  return {
    kind,
    ...(number === undefined ? {} : { version: number }),
    // The chart's own defaults: one of each, and one console.
    replicas: Number.isInteger(replicas) ? Math.min(9, Math.max(1, Number(replicas))) : 1,
    consoleReplicas: 1,
    values: isMap(values) && Object.keys(values).length > 0 ? stringify(values, { lineWidth: 0 }) : '',
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The chart's values for the document, which never holds a secret: each is listed in place of being carried over. */
function withoutSecrets(file: ForeignDocument, path: Path, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutSecrets(file, [...path, index], item));
  if (!isMap(value)) return value;
  const kept = Object.entries(value).filter(([key, child]) => {
    const secret = isSecretName(key) && child !== '' && (typeof child === 'string' || typeof child === 'number');
    if (secret) file.note([...path, key], 'secretInValues', shownValue(child, key));
    return !secret;
  });
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutSecrets(file, [...path, key], child)]));
}
