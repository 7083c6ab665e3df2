import { z } from 'zod';

/**
 * The plan: what a cluster shall be. One document, nothing in it touches a network, and no secret is in it: it names
 * credentials by reference. Every section of the design is here as a type; `unsupported.ts` says which choices no runbook
 * can carry out today.
 *
 * The schema checks shape only (what a form field can say by itself); what concerns several fields at once is a rule
 * in `rules/` and becomes a finding, so that an unfinished plan can be saved.
 */
export const planSchemaVersion = 3;

export const roles = ['control-plane', 'etcd', 'worker', 'gateway', 'build'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Roles that managed services bring; their runbooks come later, the type is here so that a plan can hold them. */
export const serviceRoles = ['nfs-primary', 'nfs-secondary', 'mysql-primary', 'mysql-replica', 'ceph'] as const;
export const serviceRoleSchema = z.enum(serviceRoles);
export type ServiceRole = z.infer<typeof serviceRoleSchema>;

const port = z.number().int().min(1).max(65535);

/** A host on the way to others: a bastion. `port`, `user` and `credential` are its own. */
export const hopSchema = z.object({
  address: z.string().default(''),
  port: port.default(22),
  user: z.string().default('root'),
  /** Id of a credential in the console's store; '' while none is chosen. */
  credential: z.string().default(''),
});
export type PlanHop = z.infer<typeof hopSchema>;

/** OpenSSH's own limit is its users' patience; more than these is a slip. */
export const mostHops = 8;

export const sshSchema = z.object({
  port: port.default(22),
  user: z.string().default('root'),
  /** Id of a credential in the console's store; '' while none is chosen. */
  credential: z.string().default(''),
  /** Bastions on the way, in the order in which they are passed; absent or empty: the console reaches the host itself. */
  via: z.array(hopSchema).max(mostHops).optional(),
});

export const hostSchema = z.object({
  /** The node's name in Kubernetes and the host's hostname: RFC 1123 label. */
  name: z.string(),
  /** How the console reaches it: an IPv4 address (or a name, for a host behind DNS). */
  address: z.string(),
  /** How the cluster reaches it; '' means: the same as `address`. */
  internalAddress: z.string().default(''),
  ssh: sshSchema.prefault({}),
  /** Name of one of the plan's `domains`; '' while unknown. */
  failureDomain: z.string().default(''),
  roles: z.array(z.union([roleSchema, serviceRoleSchema])).default([]),
});
export type PlanHost = z.infer<typeof hostSchema>;

export const domainKinds = ['rack', 'room', 'hypervisor'] as const;
/** Hosts of one failure domain stop together: they share a rack's power, a room, a machine below them. */
export const domainSchema = z.object({ name: z.string(), kind: z.enum(domainKinds).default('rack') });
export type FailureDomain = z.infer<typeof domainSchema>;

/** A virtual address held by Keepalived. */
export const vipSchema = z.object({
  kind: z.literal('keepalived'),
  address: z.string().default(''),
  /** Network interface that carries it; '' means: the one that holds the host's internal address. */
  interface: z.string().default(''),
  /** VRRP virtual router id, unique on the layer-2 network: 1 to 255 (RFC 5798, 5.2.3). */
  virtualRouterId: z.number().int().min(1).max(255),
  /** 3 allows adverts under a second; 2 carries a password (RFC 5798 dropped authentication). */
  vrrpVersion: z.union([z.literal(2), z.literal(3)]).default(3),
  /** Seconds between adverts: whole seconds with version 2, from 0.1 with version 3. */
  advertIntervalSeconds: z.number().min(0.1).max(40).default(0.3),
});
export const loadBalancerSchema = z.object({
  kind: z.literal('load-balancer'),
  address: z.string().default(''),
  /** What its owner says about it, quoted by the availability model as declared. */
  declared: z.string().default(''),
});

export const entrySchema = z.object({
  /** Where clients of the Kubernetes API go (6443). `host`: the first control plane's own address. */
  api: z.discriminatedUnion('kind', [
    vipSchema,
    loadBalancerSchema.extend({ port: port.default(6443) }),
    z.object({ kind: z.literal('host') }),
    z.object({ kind: z.literal('application-entry') }),
  ]),
  /** Where clients of applications go (80, 443, 6060, 7070, 8443). */
  application: z.discriminatedUnion('kind', [vipSchema, loadBalancerSchema, z.object({ kind: z.literal('none') })]),
});

export const kubernetesSchema = z.object({
  distribution: z.enum(['kubeadm', 'rke2', 'existing']).default('kubeadm'),
  /** With the leading v, as in upstream's release names. */
  version: z.string().default('v1.36.3'),
  cni: z.enum(['flannel', 'calico', 'cilium', 'existing']).default('flannel'),
  podCidr: z.string().default('10.244.0.0/16'),
  serviceCidr: z.string().default('10.96.0.0/16'),
  /** Prefix length of one node's share of the pod range (kube-controller-manager's default is 24). */
  nodeCidrMaskSize: z.number().int().min(16).max(30).default(24),
  clusterDomain: z.string().default('cluster.local'),
  /** For distribution `existing`: id of the stored kubeconfig. */
  kubeconfig: z.string().default(''),
  /** For distribution `existing`: name of the host that helm runs on, by SSH; '' while none is chosen. */
  runner: z.string().default(''),
  /** For distribution `existing`: its API server is reached through `runner` by SSH, and not by the console itself. */
  apiThroughSsh: z.boolean().default(false),
  overrides: z
    .object({
      /** YAML documents (InitConfiguration, ClusterConfiguration, JoinConfiguration, KubeletConfiguration,
       *  KubeProxyConfiguration), merged into what is generated. Kept as text: the user's comments stay. */
      kubeadm: z.string().default(''),
      /** TOML, merged into containerd's generated config.toml. */
      containerd: z.string().default(''),
    })
    .prefault({}),
});

/** Where volumes of applications and of Rainbond live. Hosts of an NFS server or of Ceph carry the service roles. */
export const storageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('built-in') }),
  z.object({
    kind: z.literal('storage-class'),
    name: z.string().default(''),
    /** Whether several nodes may mount one volume at the same time (ReadWriteMany). */
    shared: z.boolean().default(true),
    declared: z.string().default(''),
  }),
  z.object({
    kind: z.literal('external-nfs'),
    server: z.string().default(''),
    path: z.string().default(''),
    version: z.enum(['3', '4', '4.1', '4.2']).default('4.1'),
    /** Name of the StorageClass that the NFS client provisioner makes. */
    storageClass: z.string().default('nfs-client'),
    /** Image of nfs-subdir-external-provisioner with its tag; '' means the bundle's, or its makers'. */
    provisionerImage: z.string().default(''),
    declared: z.string().default(''),
  }),
  z.object({
    kind: z.literal('nfs-server'),
    mode: z.enum(['single', 'primary-secondary']).default('single'),
    path: z.string().default('/srv/rainbond'),
    storageClass: z.string().default('nfs-client'),
    /** Seconds between two copies to the secondary: what a switch may lose (lsyncd's default delay is 15). */
    syncSeconds: z.number().int().min(1).max(3600).default(15),
  }),
  z.object({
    kind: z.literal('ceph'),
    /** Copies of each object, on different hosts. */
    copies: z.number().int().min(1).max(5).default(3),
    storageClass: z.string().default('rook-ceph-block'),
  }),
]);

/** Rainbond's etcd. Kubernetes' own is where the etcd roles are: on the control planes or on hosts of its own. */
export const etcdSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('built-in') }),
  z.object({ kind: z.literal('kubernetes') }),
  z.object({
    kind: z.literal('external'),
    endpoints: z.array(z.string()).default([]),
    credential: z.string().default(''),
    declared: z.string().default(''),
  }),
]);

export const registrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('built-in') }),
  z.object({
    kind: z.literal('external'),
    /** `host` or `host:port`, without a scheme. */
    address: z.string().default(''),
    namespace: z.string().default(''),
    scheme: z.enum(['https', 'http']).default('https'),
    /** PEM of the CA that signed its certificate; '' for one that hosts already trust. */
    ca: z.string().default(''),
    user: z.string().default(''),
    credential: z.string().default(''),
    declared: z.string().default(''),
  }),
]);

export const databaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('built-in') }),
  z.object({
    kind: z.literal('external'),
    host: z.string().default(''),
    port: port.default(3306),
    version: z.enum(['5.7', '8.0']).default('8.0'),
    /** The two databases go together; with one of them '' Rainbond would mix its own MySQL with this one. */
    consoleDatabase: z.string().default('console'),
    regionDatabase: z.string().default('region'),
    user: z.string().default(''),
    credential: z.string().default(''),
    declared: z.string().default(''),
  }),
  z.object({
    kind: z.literal('mysql-pair'),
    /** Semi-synchronous (AFTER_SYNC, no timeout): nothing acknowledged is lost, and the primary waits when no replica answers. */
    replication: z.enum(['asynchronous', 'semi-synchronous']).default('asynchronous'),
  }),
]);

/** Where the makers of Rainbond publish its images. */
export const rainbondImageRepository = 'registry.cn-hangzhou.aliyuncs.com/goodrain';

/** Where helm gets Rainbond's chart. With artifacts `online` nothing comes from a bundle: then it is a repository in any case. */
export const chartOriginSchema = z.discriminatedUnion('kind', [
  /** `charts/<name>-<version>.tgz` in the bundle. */
  z.object({ kind: z.literal('bundle') }),
  z.object({
    kind: z.literal('repository'),
    /** `http://`, `https://` (the folder with index.yaml) or `oci://` (without the chart's name); '' means the makers' repository. */
    url: z.string().default(''),
    /** For one that asks who is there; its password is the stored credential. */
    user: z.string().default(''),
    credential: z.string().default(''),
    /** PEM of the CA that signed its certificate; '' for one that the host trusts already. */
    ca: z.string().default(''),
  }),
]);
export type ChartOrigin = z.infer<typeof chartOriginSchema>;

const rainbondCommon = {
  chart: chartOriginSchema.default({ kind: 'bundle' }),
  /** Registry and namespace of Rainbond's own images: `registry.corp.example/rainbond`. */
  imageRepository: z.string().default(rainbondImageRepository),
  /** Tag of Rainbond's own images; '' means the release's: `v6.9.3-release`. */
  installVersion: z.string().default(''),
  /** Whether the console runs in the cluster. */
  console: z.boolean().default(true),
  consoleReplicas: z.number().int().min(1).max(9).default(2),
  /** `Cluster.replicas` of the chart: gateway, API, worker, builder, image hub. */
  replicas: z.number().int().min(1).max(9).default(2),
  /** Wildcard domain of applications, without the star; '' means what the chart chooses, which needs public DNS. */
  domainSuffix: z.string().default(''),
  /** YAML merged last into the chart's values. */
  values: z.string().default(''),
};
export const rainbondSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('5.17'),
    version: z.string().default('5.17.3'),
    /** `Cluster.enableHA`: two replicas of most components. */
    enableHA: z.boolean().default(true),
    ...rainbondCommon,
  }),
  z.object({
    kind: z.literal('6.x'),
    version: z.string().default('6.9.3'),
    /** Rainbond's own volumes go to the plan's StorageClass (the operator's STORAGE_CLASS_NAME), not to local-path. */
    sharedVolumes: z.boolean().default(true),
    ...rainbondCommon,
  }),
]);

export type Rainbond = Exclude<z.infer<typeof rainbondSchema>, { kind: 'none' }>;

export const artifactsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('bundle'),
    /** A folder on the console's machine. */
    folder: z.string().default(''),
  }),
  z.object({ kind: z.literal('online'), mirror: z.string().default('') }),
]);

/** A warning that somebody keeps, and why: it stays in the record. */
export const acceptedSchema = z.object({
  /** The rule. */
  id: z.string(),
  /** Hosts and path of the finding, so that the same rule elsewhere is a new warning. */
  hosts: z.array(z.string()).default([]),
  path: z.string().default(''),
  /** What the finding said: its values then. Absent in records of before they were kept. */
  found: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  reason: z.string(),
  by: z.string(),
  /** ISO 8601. */
  at: z.string(),
});
export type Accepted = z.infer<typeof acceptedSchema>;

export const planSchema = z.object({
  schemaVersion: z.literal(planSchemaVersion),
  /** The cluster's name: RFC 1123 label. */
  name: z.string(),
  /** In the order in which they are drawn. */
  domains: z.array(domainSchema).default([]),
  hosts: z.array(hostSchema).default([]),
  entry: entrySchema,
  kubernetes: kubernetesSchema.prefault({}),
  storage: storageSchema.default({ kind: 'none' }),
  etcd: etcdSchema.default({ kind: 'kubernetes' }),
  registry: registrySchema.default({ kind: 'built-in' }),
  database: databaseSchema.default({ kind: 'built-in' }),
  rainbond: rainbondSchema.default({ kind: 'none' }),
  artifacts: artifactsSchema.prefault({ kind: 'bundle' }),
  /** Where Slipway itself runs. */
  slipway: z
    .object({
      /** Name of the host of this plan that it runs on; '' for a machine beside the cluster. */
      host: z.string().default(''),
    })
    .prefault({}),
  accepted: z.array(acceptedSchema).default([]),
});
export type Plan = z.infer<typeof planSchema>;

/** Steps of the editor, in their order; every finding names the one that can fix it. */
export const planSections = [
  'hosts',
  'entry',
  'kubernetes',
  'storage',
  'etcd',
  'registry',
  'database',
  'rainbond',
  'artifacts',
] as const;
export type PlanSection = (typeof planSections)[number];

/** The address by which other hosts of the cluster reach this one. */
export function internalAddressOf(host: Pick<PlanHost, 'address' | 'internalAddress'>): string {
  return host.internalAddress || host.address;
}

export function hostsWithRole(plan: Plan, role: Role | ServiceRole): PlanHost[] {
  return plan.hosts.filter((host) => host.roles.includes(role));
}
