import type { HostFacts } from '@/lib/plan/facts';
import { type OsFamily, osFamilyOf } from '@/lib/plan/os-family';

/** A program that a step needs, by the name under which it is found on PATH. */
export type Tool =
  | 'conntrack'
  | 'socat'
  | 'iptables'
  | 'ethtool'
  | 'curl'
  | 'openssl'
  | 'tar'
  | 'zstd'
  | 'chronyd'
  | 'keepalived'
  /** The NFS client: what mounts, and rpcbind and rpc.statd for version 3. */
  | 'mount.nfs';

export type OsTable = {
  id: OsFamily;
  manager: 'apt' | 'dnf';
  packageFile: '.deb' | '.rpm';
  packages: Record<Tool, string>;
  /** Units that keep the clock, the preferred one first. */
  clockUnits: string[];
  /** Set permissive, as upstream's "Installing kubeadm" says: containers must read the host's file system. */
  selinux: boolean;
  /** A firewall that is on after installation and closes the cluster's ports; stopped. */
  firewallUnit: string | null;
};

/** Names and commands that differ. Tested on Debian 12; the second family is golden-tested only (docs say so). */
const families: Record<OsFamily, OsTable> = {
  debian: {
    id: 'debian',
    manager: 'apt',
    packageFile: '.deb',
    packages: {
      conntrack: 'conntrack',
      socat: 'socat',
      iptables: 'iptables',
      ethtool: 'ethtool',
      curl: 'curl',
      openssl: 'openssl',
      tar: 'tar',
      zstd: 'zstd',
      chronyd: 'chrony',
      keepalived: 'keepalived',
      'mount.nfs': 'nfs-common',
    },
    clockUnits: ['chrony.service', 'systemd-timesyncd.service', 'ntpsec.service', 'ntp.service'],
    selinux: false,
    firewallUnit: null,
  },
  rhel: {
    id: 'rhel',
    manager: 'dnf',
    packageFile: '.rpm',
    packages: {
      conntrack: 'conntrack-tools',
      socat: 'socat',
      iptables: 'iptables',
      ethtool: 'ethtool',
      curl: 'curl',
      openssl: 'openssl',
      tar: 'tar',
      zstd: 'zstd',
      chronyd: 'chrony',
      keepalived: 'keepalived',
      'mount.nfs': 'nfs-utils',
    },
    clockUnits: ['chronyd.service', 'systemd-timesyncd.service', 'ntpd.service'],
    selinux: true,
    firewallUnit: 'firewalld.service',
  },
};

/** From release 9 on, `iptables` is a virtual name there and the package is `iptables-nft`. */
const renamedIptables = ['rhel', 'rocky', 'almalinux', 'centos'];

/** The table for a host; null for a distribution of neither family. */
export function osTableOf(os: HostFacts['os']): OsTable | null {
  const family = osFamilyOf(os);
  if (family !== 'rhel') return family && families[family];
  if (!renamedIptables.includes(os.id.toLowerCase()) || Number.parseInt(os.versionId, 10) < 9) return families.rhel;
  return { ...families.rhel, packages: { ...families.rhel.packages, iptables: 'iptables-nft' } };
}
