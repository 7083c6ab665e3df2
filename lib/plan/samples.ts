import type { BundleIndex } from './bundle-index';
import type { FactsByHost, HostFacts } from './facts';
import { newPlan, type PlanTemplate } from './new-plan';
import { databaseSchema, hostsWithRole, type Plan, rainbondSchema, registrySchema, storageSchema } from './schema';

/** A finished plan without findings once its facts and bundle are given; tests change one thing in it. */
export function samplePlan(change: (plan: Plan) => void = () => {}, template: PlanTemplate = 'three-hosts'): Plan {
  const plan = newPlan('prod-shanghai', template, () => 0.2);
  plan.hosts.forEach((host, index) => {
    host.address = `10.0.0.${11 + index}`;
    host.ssh.credential = 'ops-key';
  });
  if (plan.entry.api.kind === 'keepalived') plan.entry.api.address = '10.0.0.100';
  plan.artifacts = { kind: 'bundle', folder: '/srv/bundle' };
  change(plan);
  return plan;
}

/**
 * Puts a highly available Rainbond on the sample plan: volumes, database and registry outside, its own entry. Without a
 * finding but for what the chart runs once.
 */
export function withRainbond(plan: Plan, kind: '5.17' | '6.x' = '6.x', change: (plan: Plan) => void = () => {}): void {
  const provisionerImage = 'registry.corp.example/mirror/nfs-subdir-external-provisioner:v4.0.2';
  plan.storage = storageSchema.parse({
    kind: 'external-nfs',
    server: '10.0.0.50',
    path: '/srv/rainbond',
    provisionerImage,
  });
  plan.database = databaseSchema.parse({ kind: 'external', host: '10.0.0.51', credential: 'mysql' });
  plan.registry = registrySchema.parse({ kind: 'external', address: 'registry.corp.example', credential: 'registry' });
  plan.entry.application = { kind: 'load-balancer', address: '10.0.0.101', declared: '' };
  const replicas = Math.max(1, hostsWithRole(plan, 'gateway').length);
  const imageRepository = 'registry.corp.example/rainbond';
  plan.rainbond = rainbondSchema.parse({ kind, domainSuffix: 'apps.corp.example', replicas, imageRepository });
  // Rainbond 5.17 came before the Kubernetes that kubeadm installs here.
  if (kind === '5.17')
    plan.kubernetes = {
      ...plan.kubernetes,
      distribution: 'existing',
      version: 'v1.27.3',
      cni: 'existing',
      kubeconfig: 'old',
      runner: plan.hosts[0]?.name ?? '',
    };
  change(plan);
}

/** The same plan before anybody said which hosts stop together. */
export function withoutDomains(plan: Plan): Plan {
  return { ...plan, domains: [], hosts: plan.hosts.map((host) => ({ ...host, failureDomain: '' })) };
}

/** A healthy host at `address` in a /24. */
export function sampleFacts(address: string, change: (facts: HostFacts) => void = () => {}): HostFacts {
  const facts: HostFacts = {
    hostname: `host-${address.split('.').at(-1)}`,
    os: { id: 'debian', idLike: [], versionId: '13', prettyName: 'Debian GNU/Linux 13 (trixie)' },
    kernel: '6.12.0',
    architecture: 'amd64',
    cpus: 4,
    memoryBytes: 8 * 2 ** 30,
    swapBytes: 0,
    disks: [{ name: 'sda', sizeBytes: 100 * 2 ** 30, rotational: false, model: '' }],
    filesystems: [
      { mount: '/', device: '/dev/sda1', type: 'ext4', sizeBytes: 100 * 2 ** 30, availableBytes: 80 * 2 ** 30 },
    ],
    addresses: [{ interface: 'eth0', address, prefix: 24, family: 'inet' }],
    defaultRoute: { interface: 'eth0', via: '10.0.0.1' },
    clock: { offsetMs: 0, synchronized: true, timezone: 'UTC' },
    cgroup: 'v2',
    systemd: '257',
    machineId: address,
    tools: {},
    running: [],
    listening: [],
    leftovers: [],
    privilege: 'root',
    gatheredAt: '2026-01-01T00:00:00.000Z',
  };
  change(facts);
  return facts;
}

export function sampleFactsOf(plan: Plan, change: (facts: HostFacts, host: string) => void = () => {}): FactsByHost {
  return Object.fromEntries(
    plan.hosts.map((host) => [host.name, sampleFacts(host.address, (facts) => change(facts, host.name))]),
  );
}

/** The lab's bundle, as `readBundle` gives it. */
export function sampleBundle(): BundleIndex {
  const archive = (path: string) => ({ path, sizeBytes: 20 * 2 ** 20, sha256: '0'.repeat(64) });
  const image = (path: string, ...tags: string[]) => ({ path: `images/${path}.tar.zst`, tags });
  const kubernetes = (name: string) => image(`${name}-v1.36.3`, `registry.k8s.io/${name}:v1.36.3`);
  const images = [
    kubernetes('kube-apiserver'),
    kubernetes('kube-controller-manager'),
    kubernetes('kube-scheduler'),
    image('etcd-3.6.8-0', 'registry.k8s.io/etcd:3.6.8-0'),
    image(
      'node-v1.36.3',
      'registry.k8s.io/pause:3.10.1',
      'registry.k8s.io/kube-proxy:v1.36.3',
      'ghcr.io/flannel-io/flannel:v0.28.10',
      'registry.k8s.io/coredns/coredns:v1.14.2',
    ),
  ];
  return {
    folder: '/srv/bundle',
    files: [
      archive('cni-plugins-linux-amd64-v1.9.1.tar.zst'),
      archive('containerd-2.3.7-linux-amd64.tar.zst'),
      archive('helm-v3.22.0-linux-amd64.tar.zst'),
      archive('kubernetes-node-linux-amd64.tar.zst'),
      archive('runc.amd64.zst'),
      archive('manifests/kube-flannel.yml'),
      ...images.map(({ path }) => archive(path)),
    ],
    images,
    manifests: { 'manifests/kube-flannel.yml': 'kind: DaemonSet\n' },
  };
}
