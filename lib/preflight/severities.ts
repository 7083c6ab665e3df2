import type { Finding } from '@/lib/plan/finding';

type Severity = Finding['severity'];

/**
 * What the findings of each check can be, by id. A judge decides case by case; this says beforehand how far it may go, for the
 * table in docs/preflight.md, and for who wants to know whether a check without an answer could have stopped an install.
 */
const table: readonly [readonly Severity[], string][] = [
  [
    ['block'],
    `ssh.forwarding ssh.reach ssh.hostkey ssh.auth host.shell host.linux sudo.ok host.lock
    os.systemd cpu.x86v2 disk.xfs.ftype disk.symlink disk.perm block.empty swap.off cgroup.controllers
    mod.overlay mod.br_netfilter mod.nf_conntrack mod.netfilter mod.vxlan mod.ip_vs
    leftover.k8s leftover.kubelet leftover.etcd leftover.cni leftover.rke2 leftover.k3s service.conflict.cloud
    dns.wildcard etc-hosts.valid machine-id.unique mac.unique
    nic.ip nic.overlap route.default net.matrix port.pair ip.collision net.mtu netns.podsvc vip.free vip.vrid
    lb.client mysql.reach mysql.login mysql.readonly mysql.databases mysql.charset mysql.privileges
    registry.reach registry.scheme registry.login registry.push registry.pull
    nfs.ports nfs.versions nfs.mount nfs.squash nfs.lock etcd.health
    bundle.sha256 egress images.available chart.repository proxy.valid proxy.bypass
    api.reach api.permissions cluster.storageclass node.address node.hostname node.runtime node.ports`,
  ],
  [
    ['block', 'warn'],
    `os.supported os.kernel disk.size disk.used disk.avail disk.fsync apparmor.tools tools.present tools.nfs
    sysctl.ip_forward sysctl.bridge_nf sysctl.rp_filter sysctl.arp_filter sysctl.arp_ignore
    leftover.iptables leftover.containerd leftover.rainbond leftover.keepalived time.sync time.skew
    hostname.unique product-uuid.unique port.local.free net.latency net.loss lb.gateway lb.api
    mysql.version registry.tls etcd.reach etcd.tls etcd.expiry etcd.members
    cluster.nodes cluster.capacity cluster.shared cluster.terminating node.ready`,
  ],
  [['block', 'warn', 'info'], 'cpu.min mem.min service.conflict.firewall cluster.provisioner cluster.leftover'],
  [['block', 'info'], 'dns.resolv cluster.dns.image cluster.dns.wildcard'],
  [
    ['warn', 'info'],
    `cluster.default-class node.taints selinux.mode selinux.labels limits.somaxconn limits.nofile thp.mode virt.disk_uuid time.zone hostname.resolves`,
  ],
  [
    ['warn'],
    `api.version node.size host.notinstaller disk.rotational sysctl.inotify.instances sysctl.inotify.watches cpu.governor nic.speed virt.detect
    service.conflict.runtime service.conflict.networkmanager pkg.lock reboot.pending net.bandwidth
    lb.gateway-drop lb.api-drop mysql.latency mysql.replica registry.delete registry.push-rate registry.pull-rate
    nfs.fsync nfs.space etcd.version`,
  ],
];

const byId = new Map(table.flatMap(([severities, ids]) => ids.split(/\s+/).map((id) => [id, severities] as const)));

/** Gravest first; null for a check that nobody has said it of. */
export function severitiesOf(id: string): readonly Severity[] | null {
  return byId.get(id) ?? null;
}

/** Whether it may block; a check that nobody has said it of may. */
export function canBlock(id: string): boolean {
  return severitiesOf(id)?.includes('block') ?? true;
}
