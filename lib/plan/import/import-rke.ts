import { stringify } from 'yaml';
import { parseIpv4 } from '../ipv4';
import { type Path, readYaml } from '../read-yaml';
import { planSchema, planSchemaVersion, type Role } from '../schema';
import { ForeignDocument, type ReasonsByPlace } from './foreign-document';
import type { ImportResult } from './imported';
import { SecretList } from './secret-list';

const roles: Record<string, Role> = { controlplane: 'control-plane', etcd: 'etcd', worker: 'worker' };

/** What RKE1 uses when the file doesn't say: docs of rke, config-options/services. */
const defaults = { podCidr: '10.42.0.0/16', serviceCidr: '10.43.0.0/16', clusterDomain: 'cluster.local' };

const reasons: ReasonsByPlace = {
  'nodes.*.docker_socket': 'docker',
  'nodes.*.labels': 'nodeLabels',
  'nodes.*.taints': 'nodeLabels',
  'nodes.*.ssh_cert': 'sshCertificate',
  'nodes.*.ssh_cert_path': 'sshCertificate',
  'bastion_host.ssh_cert': 'sshCertificate',
  'bastion_host.ssh_cert_path': 'sshCertificate',
  'bastion_host.ignore_proxy_env_vars': 'noPlace',
  ssh_cert_path: 'sshCertificate',
  ssh_agent_auth: 'sshAgent',
  ignore_docker_version: 'docker',
  enable_cri_dockerd: 'docker',
  prefix_path: 'docker',
  win_prefix_path: 'docker',
  system_images: 'images',
  'services.*.image': 'images',
  'services.*.extra_args': 'extraArgs',
  'services.*.extra_args_array': 'extraArgs',
  'services.*.extra_binds': 'extraArgs',
  'services.*.extra_env': 'extraArgs',
  'services.*.win_extra_args': 'extraArgs',
  'services.*.win_extra_binds': 'extraArgs',
  'services.*.win_extra_env': 'extraArgs',
  'services.etcd.external_urls': 'externalEtcd',
  'services.etcd.ca_cert': 'externalEtcd',
  'services.etcd.cert': 'externalEtcd',
  'services.etcd.key': 'externalEtcd',
  'services.etcd.path': 'externalEtcd',
  'services.etcd.snapshot': 'backups',
  'services.etcd.creation': 'backups',
  'services.etcd.retention': 'backups',
  'services.etcd.backup_config': 'backups',
  'services.etcd.uid': 'noPlace',
  'services.etcd.gid': 'noPlace',
  'services.kube-api.service_node_port_range': 'extraArgs',
  'services.kube-api.pod_security_policy': 'extraArgs',
  'services.kube-api.pod_security_configuration': 'extraArgs',
  'services.kube-api.always_pull_images': 'extraArgs',
  'services.kube-api.secrets_encryption_config': 'extraArgs',
  'services.kube-api.audit_log': 'extraArgs',
  'services.kube-api.admission_configuration': 'extraArgs',
  'services.kube-api.event_rate_limit': 'extraArgs',
  'services.kubelet.cluster_dns_server': 'extraArgs',
  'services.kubelet.fail_swap_on': 'extraArgs',
  'services.kubelet.generate_serving_certificate': 'extraArgs',
  'services.kubelet.infra_container_image': 'images',
  'network.options': 'otherCni',
  'network.mtu': 'otherCni',
  'network.node_selector': 'otherCni',
  'network.update_strategy': 'otherCni',
  'network.tolerations': 'otherCni',
  'authentication.strategy': 'noPlace',
  'authentication.webhook': 'noPlace',
  authorization: 'noPlace',
  addons: 'addons',
  addons_include: 'addons',
  addon_job_timeout: 'addons',
  ingress: 'addons',
  dns: 'addons',
  monitoring: 'addons',
  cloud_provider: 'cloudProvider',
  upgrade_strategy: 'noPlace',
  rotate_encryption_key: 'noPlace',
  rotate_certificates: 'noPlace',
  restore: 'backups',
};

/**
 * A plan out of RKE1's `cluster.yml`: the same hosts, roles, ranges and way in. RKE1 itself ended on 31 July 2025 and ran in
 * Docker, so the plan is kubeadm's with containerd.
 */
export function importRke(text: string, name = 'imported'): ImportResult {
  const yaml = readYaml(text);
  if (!('placeOf' in yaml)) return { imported: null, errors: yaml.errors };
  const file = new ForeignDocument(yaml.value, yaml.placeOf, reasons);
  const planName = file.text('cluster_name') || name;
  const secrets = new SecretList();
  const hosts = hostsOf(file, secrets);
  const plan = {
    schemaVersion: planSchemaVersion,
    name: planName,
    hosts,
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
    kubernetes: kubernetesOf(file),
    registry: registryOf(file, secrets),
  };
  if (hosts.length === 0 && file.errors.length === 0) file.say('noHosts', ['nodes'], '');
  if (file.errors.length > 0) return { imported: null, errors: file.errors };
  return {
    imported: { plan: planSchema.parse(plan), notCarriedOver: file.notCarriedOver(), secrets: secrets.of(planName) },
    errors: [],
  };
}

/** The login that stands at a node, at the bastion or for the whole cluster; the nearest one counts. */
function addLogin(file: ForeignDocument, secrets: SecretList, at: Path, user: string, subject: string, to: string) {
  const key = file.text(...at, 'ssh_key');
  const keyPath = file.text(...at, 'ssh_key_path') || file.text('ssh_key_path');
  if (key) secrets.add({ kind: 'private-key', value: `${key}\n` }, user, subject, to);
  else secrets.add({ kind: 'private-key-path', value: keyPath }, user, subject, to);
}

function hostsOf(file: ForeignDocument, secrets: SecretList) {
  const bastionAddress = file.text('bastion_host', 'address');
  const bastion = bastionAddress && {
    address: bastionAddress,
    port: file.port('bastion_host', 'port'),
    user: file.text('bastion_host', 'user') || 'root',
    credential: '',
  };
  const hosts = file.indices('nodes').map((index) => {
    const at = ['nodes', index];
    const address = file.text(...at, 'address');
    const internal = file.text(...at, 'internal_address');
    const user = file.text(...at, 'user') || 'root';
    const name = file.text(...at, 'hostname_override') || nameFrom(address, index);
    addLogin(file, secrets, at, user, name, `hosts.${index}.ssh.credential`);
    if (bastion) {
      const to = `hosts.${index}.ssh.via.0.credential`;
      addLogin(file, secrets, ['bastion_host'], bastion.user, bastion.address, to);
    }
    const own = file.texts(...at, 'role').flatMap((role, position) => {
      const known = roles[role];
      if (!known) file.note([...at, 'role', position], 'unknownRole', role);
      return known ? [known] : [];
    });
    const ssh = { user, port: file.port(...at, 'port'), ...(bastion ? { via: [bastion] } : {}) };
    return { name, address, internalAddress: internal === address ? '' : internal, ssh, roles: [...new Set(own)] };
  });
  file.take(['ssh_key_path']);
  // RKE1 puts nginx before the API on each node; in a plan the API's address is a choice of its own.
  if (hosts.filter((host) => host.roles.includes('control-plane')).length > 1) file.note(['nodes'], 'apiBalancer');
  return hosts;
}

/** RKE1 registers a node without an override by its address; an IP address is no name for a node of ours. */
function nameFrom(address: string, index: number): string {
  const label = parseIpv4(address) === null ? (address.split('.')[0] ?? '') : '';
  return label.toLowerCase() || `node-${index + 1}`;
}

function kubernetesOf(file: ForeignDocument) {
  const written = file.text('kubernetes_version');
  const version = /^(v\d+\.\d+\.\d+)(-rancher.*)?$/.exec(written)?.[1];
  if (written && version === undefined) file.note(['kubernetes_version'], 'unusable', written);
  if (written) file.note(['kubernetes_version'], 'endOfLife', written);
  const controller = ['services', 'kube-controller'];
  const api = file.text('services', 'kube-api', 'service_cluster_ip_range');
  const ofController = file.text(...controller, 'service_cluster_ip_range');
  if (api && ofController && ofController !== api) {
    file.note([...controller, 'service_cluster_ip_range'], 'noPlace', ofController);
  }
  const mask = file.integer([...controller, 'extra_args', 'node-cidr-mask-size'], 16, 30);
  return {
    ...(version === undefined ? {} : { version }),
    cni: cniOf(file),
    podCidr: file.text(...controller, 'cluster_cidr') || defaults.podCidr,
    serviceCidr: api || ofController || defaults.serviceCidr,
    clusterDomain: file.text('services', 'kubelet', 'cluster_domain') || defaults.clusterDomain,
    ...(mask === undefined ? {} : { nodeCidrMaskSize: mask }),
    overrides: { kubeadm: certificateNames(file.texts('authentication', 'sans')) },
  };
}

/** More names for the API's certificate; the override adds them to the generated ones. */
function certificateNames(names: string[]): string {
  if (names.length === 0) return '';
  const document = {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    apiServer: { certSANs: names },
  };
  return `# authentication.sans of RKE1's cluster.yml\n${stringify(document)}`;
}

function cniOf(file: ForeignDocument): 'flannel' | 'calico' | 'existing' {
  // RKE1's own default is canal.
  const plugin = file.text('network', 'plugin') || 'canal';
  if (plugin === 'flannel' || plugin === 'calico') return plugin;
  if (plugin === 'none') return 'existing';
  file.note(['network', 'plugin'], plugin === 'canal' ? 'canalPolicy' : 'otherCni', plugin);
  return 'flannel';
}

function registryOf(file: ForeignDocument, secrets: SecretList) {
  const all = file.indices('private_registries');
  const chosen = all.find((index) => file.at(['private_registries', index, 'is_default']) === true) ?? all[0];
  for (const index of all) if (index !== chosen) file.leave(['private_registries', index], 'oneRegistry');
  if (chosen === undefined) return { kind: 'built-in' };
  const at = ['private_registries', chosen];
  const [address = '', ...namespace] = file
    .text(...at, 'url')
    .replace(/^https?:\/\//, '')
    .split('/');
  const user = file.text(...at, 'user');
  if (user) file.note([...at, 'user'], 'userName', user);
  secrets.add({ kind: 'password', value: file.text(...at, 'password') }, user, address, 'registry.credential');
  if (file.flag(...at, 'is_default')) file.note([...at, 'is_default'], 'images', 'true');
  return {
    kind: 'external',
    address,
    namespace: namespace.join('/'),
    scheme: String(file.at([...at, 'url'])).startsWith('http://') ? 'http' : 'https',
  };
}
