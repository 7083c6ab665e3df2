import { isMap, parseDocument, stringify } from 'yaml';
import { kubernetesSchema, type Plan, type Role } from '../schema';
import { type Exported, type ExportReason, type NotExported, placeholderName } from './exported';

/** In the order of ROI's own examples. */
const groups: [string, Role][] = [
  ['etcd', 'etcd'],
  ['master', 'control-plane'],
  ['worker', 'worker'],
  ['rbd-gateway', 'gateway'],
  ['rbd-chaos', 'build'],
];

/** What ROI calls the class of its NFS provisioner. */
const roiStorageClass = 'nfs-storage';

/** The plan as `cluster.yaml` of Rainbond's offline installer (ROI), with what ROI decides by itself or can't do listed. */
export function exportRoi(plan: Plan): Exported {
  return new RoiExport(plan).exported();
}

class RoiExport {
  private readonly notExported: NotExported[] = [];
  private readonly placeholders: string[] = [];

  constructor(private readonly plan: Plan) {}

  exported(): Exported {
    const document = {
      hosts: this.hosts(),
      roleGroups: this.roleGroups(),
      storage: this.storage(),
      registry: this.registry(),
      database: this.database(),
      rainbond: this.rainbond(),
    };
    this.leaveTheRest();
    const text = stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
    return { text, notExported: this.notExported, placeholders: this.placeholders };
  }

  private leave(path: string, reason: ExportReason = 'noField'): void {
    this.notExported.push({ path, reason });
  }

  private placeholder(...parts: string[]): string {
    const name = placeholderName(...parts);
    if (!this.placeholders.includes(name)) this.placeholders.push(name);
    return `\${${name}}`;
  }

  private hosts() {
    const first = this.plan.hosts.find(({ roles }) => roles.includes('control-plane'));
    return this.plan.hosts.map((host, index) => {
      if (host.ssh.user !== 'root') this.leave(`hosts.${index}.ssh.user`, 'rootOnly');
      if (host.ssh.via?.length) this.leave(`hosts.${index}.ssh.via`);
      for (const role of host.roles) {
        const known = groups.some(([, own]) => own === role) || role === 'nfs-primary';
        if (!known) this.leave(`hosts.${index}.roles`, role === 'nfs-secondary' ? 'oneNfsServer' : 'noField');
      }
      return {
        name: host.name,
        address: host.address,
        internalAddress: host.internalAddress || host.address,
        user: host.ssh.user,
        password: this.placeholder('ssh password', host.name),
        port: host.ssh.port,
        ...(host === first ? { bootstrap: true } : {}),
      };
    });
  }

  private roleGroups() {
    const named = (role: Role | 'nfs-primary') =>
      this.plan.hosts.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
    const nfs = this.plan.storage.kind === 'nfs-server' ? named('nfs-primary') : [];
    return {
      ...Object.fromEntries(groups.map(([group, role]) => [group, named(role)])),
      ...(nfs.length > 0 ? { 'nfs-server': nfs.slice(0, 1) } : {}),
    };
  }

  private storage() {
    const { storage } = this.plan;
    const nfs = { enabled: true, storageClass: { enabled: true } };
    if (storage.kind === 'storage-class') {
      if (!storage.shared) this.leave('storage.shared');
      return { nfs: { enabled: false }, existingStorageClass: { enabled: true, name: storage.name } };
    }
    if (storage.kind === 'ceph') this.leave('storage');
    if (storage.kind !== 'external-nfs' && storage.kind !== 'nfs-server') return { nfs: { enabled: false } };
    if (storage.storageClass !== roiStorageClass) this.leave('storage.storageClass');
    if (storage.kind === 'external-nfs') return { nfs: { ...nfs, server: storage.server, sharePath: storage.path } };
    if (storage.mode === 'primary-secondary') this.leave('storage.mode', 'oneNfsServer');
    return { nfs: { ...nfs, sharePath: storage.path } };
  }

  private registry() {
    const { registry } = this.plan;
    if (registry.kind === 'built-in') return { external: { enabled: false } };
    if (registry.ca) this.leave('registry.ca');
    return {
      external: {
        enabled: true,
        domain: registry.address,
        namespace: registry.namespace,
        username: this.placeholder('registry user'),
        password: this.placeholder('registry password'),
        scheme: registry.scheme,
      },
    };
  }

  private database() {
    const { database } = this.plan;
    if (database.kind === 'built-in') return { mysql: { enabled: false }, custom: { enabled: false } };
    if (database.kind === 'mysql-pair') {
      this.leave('database', 'mysqlInCluster');
      const masterPassword = this.placeholder('mysql root password');
      const replicationPassword = this.placeholder('mysql replication password');
      return { mysql: { enabled: true, masterPassword, replicationPassword, replicaCount: 1 } };
    }
    const login = { username: this.placeholder('database user'), password: this.placeholder('database password') };
    const of = (name: string) => ({ host: database.host, port: database.port, database: name, ...login });
    return {
      mysql: { enabled: false },
      custom: { enabled: true, console: of(database.consoleDatabase), region: of(database.regionDatabase) },
    };
  }

  private rainbond() {
    const { rainbond } = this.plan;
    if (rainbond.kind === 'none') {
      this.leave('rainbond', 'installsRainbond');
      return {};
    }
    if (rainbond.consoleReplicas > 1) this.leave('rainbond.consoleReplicas');
    if (!rainbond.console) this.leave('rainbond.console');
    if (rainbond.domainSuffix) this.leave('rainbond.domainSuffix');
    const values = parseDocument(rainbond.values);
    if (values.errors.length > 0 || (values.contents !== null && !isMap(values.contents))) {
      this.leave('rainbond.values');
      return { version: `v${rainbond.version}-release` };
    }
    const cluster = (key: string, value: unknown) => {
      if (!values.hasIn(['Cluster', key])) values.setIn(['Cluster', key], value);
    };
    cluster('replicas', rainbond.replicas);
    const entry = this.plan.entry.application;
    if (entry.kind !== 'none' && entry.address) cluster('gatewayIngressIPs', entry.address);
    if (rainbond.kind === '5.17') cluster('enableHA', rainbond.enableHA);
    return { version: `v${rainbond.version}-release`, values: values.toJS({ maxAliasCount: 100 }) };
  }

  /** ROI's RKE2 brings its own version and entry; its packages are not our bundle. */
  private leaveTheRest(): void {
    const { plan } = this;
    const defaults: Plan['kubernetes'] = kubernetesSchema.parse({});
    if (plan.domains.length > 0) this.leave('domains');
    if (plan.entry.api.kind !== 'host') this.leave('entry.api');
    if (plan.entry.application.kind !== 'none') this.leave('entry.application');
    if (plan.kubernetes.distribution !== 'rke2') this.leave('kubernetes.distribution', 'installsRke');
    this.leave('kubernetes.version', 'installsRke');
    for (const field of ['cni', 'podCidr', 'serviceCidr', 'nodeCidrMaskSize', 'clusterDomain'] as const) {
      if (plan.kubernetes[field] !== defaults[field]) this.leave(`kubernetes.${field}`);
    }
    for (const field of ['kubeadm', 'containerd'] as const) {
      if (plan.kubernetes.overrides[field].trim()) this.leave(`kubernetes.overrides.${field}`);
    }
    if (plan.etcd.kind === 'external') this.leave('etcd');
    if (plan.artifacts.kind === 'online' ? plan.artifacts.mirror : plan.artifacts.folder) this.leave('artifacts');
    if (plan.slipway.host) this.leave('slipway.host');
    if (plan.accepted.length > 0) this.leave('accepted');
    if (plan.hosts.length > 0) this.leave('hosts.ssh.credential', 'passwordLogin');
  }
}
