import type { Plan, PlanHost } from '../schema';
import { type Exported, type NotExported, placeholderName } from './exported';

/** kubespray's names where it has some, so that its playbooks can use the inventory. */
const groupNames: Record<PlanHost['roles'][number], string> = {
  'control-plane': 'kube_control_plane',
  etcd: 'etcd',
  worker: 'kube_node',
  gateway: 'gateway',
  build: 'build',
  'nfs-primary': 'nfs_primary',
  'nfs-secondary': 'nfs_secondary',
  'mysql-primary': 'mysql_primary',
  'mysql-replica': 'mysql_replica',
  ceph: 'ceph',
};
const always: PlanHost['roles'] = ['control-plane', 'etcd', 'worker'];

/** The plan's hosts as an Ansible inventory (INI). Passwords are looked up in the environment when Ansible runs; unset, it uses keys. */
export function exportAnsible(plan: Plan): Exported {
  const placeholders: string[] = [];
  const notExported: NotExported[] = [];
  const leave = (path: string) => notExported.push({ path, reason: 'noField' });
  const names = inventoryNames(plan.hosts);
  const lines = plan.hosts.map((host, index) => {
    const { ssh } = host;
    const placeholder = placeholderName('ssh password', names[index] ?? '');
    placeholders.push(placeholder);
    const variables: [string, string | number][] = [
      ['ansible_host', host.address],
      ['ansible_port', ssh.port],
      ['ansible_user', ssh.user],
      ['ansible_password', `{{ lookup('env', '${placeholder}') }}`],
      ['ip', host.internalAddress],
      ['failure_domain', host.failureDomain],
    ];
    if (ssh.via?.length) {
      const jumps = ssh.via.map(({ user, address, port }) => `${user}@${address}:${port}`);
      variables.push(['ansible_ssh_common_args', `-o ProxyJump=${jumps.join(',')}`]);
    }
    const given = variables.filter(([, value]) => value !== '');
    return [names[index], ...given.map(([name, value]) => `${name}=${quoted(String(value))}`)].join(' ');
  });
  const sections = Object.entries(groupNames).flatMap(([role, group]) => {
    const members = plan.hosts.flatMap((host, index) =>
      host.roles.some((own) => own === role) ? [names[index] ?? ''] : [],
    );
    const empty = members.length === 0 && !always.some((own) => own === role);
    return empty ? [] : [section(group, members)];
  });
  const { kubernetes } = plan;
  const variables = Object.entries({
    ansible_become: 'true',
    kube_version: kubernetes.version.replace(/^v/, ''),
    kube_network_plugin: kubernetes.cni === 'existing' ? 'cni' : kubernetes.cni,
    kube_pods_subnet: kubernetes.podCidr,
    kube_service_addresses: kubernetes.serviceCidr,
    kube_network_node_prefix: String(kubernetes.nodeCidrMaskSize),
    dns_domain: kubernetes.clusterDomain,
  }).map(([name, value]) => `${name}=${quoted(value)}`);

  if (plan.entry.api.kind !== 'host') leave('entry.api');
  if (plan.entry.application.kind !== 'none') leave('entry.application');
  for (const field of ['kubeadm', 'containerd'] as const) {
    if (kubernetes.overrides[field].trim()) leave(`kubernetes.overrides.${field}`);
  }
  if (plan.storage.kind !== 'none') leave('storage');
  if (plan.etcd.kind === 'external') leave('etcd');
  if (plan.registry.kind !== 'built-in') leave('registry');
  if (plan.database.kind !== 'built-in') leave('database');
  if (plan.rainbond.kind !== 'none') leave('rainbond');
  if (plan.artifacts.kind === 'online' ? plan.artifacts.mirror : plan.artifacts.folder) leave('artifacts');
  if (plan.slipway.host) leave('slipway.host');
  if (plan.accepted.length > 0) leave('accepted');
  const text = [
    section('all', lines),
    ...sections,
    section('k8s_cluster:children', ['kube_control_plane', 'kube_node']),
    section('all:vars', variables),
  ].join('\n');
  return { text, notExported, placeholders };
}

function section(name: string, lines: string[]): string {
  return `${[`[${name}]`, ...lines].join('\n')}\n`;
}

/** A draft's names may be anything; those of an inventory can't be quoted. */
function inventoryNames(hosts: PlanHost[]): string[] {
  const used = new Set<string>();
  return hosts.map(({ name }, index) => {
    const plain = name.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '') || `host-${index + 1}`;
    const free = used.has(plain) ? `${plain}-${index + 1}` : plain;
    used.add(free);
    return free;
  });
}

function quoted(text: string): string {
  if (/^[\w.,:/@+-]*$/.test(text)) return text;
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.includes('"') ? `'${oneLine.replaceAll("'", '')}'` : `"${oneLine}"`;
}
