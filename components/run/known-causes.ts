import { readableSize } from '@/components/run/upload-size';

/**
 * Failures that the field knows by their output. `cause` and `fix` are texts of `messages/<language>/run.json` under
 * `causes.<id>`, with the values that the pattern captured; `commands` are what a person would type on the host.
 *
 * A cause is named only when its signature stands in the failing step's own output. Everything else is shown as it is.
 */
export type KnownCause = { id: string; values: Record<string, string>; commands: string[] };

type Signature = {
  id: string;
  pattern: RegExp;
  commands?: string[];
  /** Captured numbers of bytes, told as sizes. */
  sizes?: string[];
};

// Source: the field's table of signatures (Kubernetes installs). The first that matches wins, so the narrow ones stand first.
const signatures: Signature[] = [
  {
    // What an upload says (HostError `no-space`), with its numbers.
    id: 'upload-no-space',
    pattern:
      /^no-space .*path=(?<folder>\S*)\/(?:[0-9a-f]{64}-)?(?<file>\S+) needed=(?<needed>\d+) available=(?<available>\d+)/m,
    commands: ['df -h {folder}'],
    sizes: ['needed', 'available'],
  },
  // What the step that pulls Rainbond's chart says: helm's own words stand above, and look like others' failures.
  ...Object.entries({
    'chart-version': 'version|chart',
    'chart-login': 'login|forbidden',
    'chart-tls': 'tls|plain',
    'chart-unreachable': 'name|refused|timeout|proxy|absent',
  }).map(
    ([id, keys]): Signature => ({
      id,
      pattern: new RegExp(`^Chart repository \\((?:${keys})\\) (?<url>\\S+): (?<said>.+)$`, 'm'),
    }),
  ),
  {
    id: 'clock-skew',
    pattern: /x509: certificate has expired or is not yet valid/,
    commands: ['timedatectl set-ntp true', 'timedatectl timesync-status || chronyc tracking', 'date --utc'],
  },
  {
    id: 'registry-ca',
    pattern: /x509: certificate signed by unknown authority/,
    commands: ['ls /etc/containerd/certs.d/'],
  },
  {
    id: 'registry-http',
    pattern: /http: server gave HTTP response to HTTPS client/,
    commands: ['ls /etc/containerd/certs.d/'],
  },
  {
    id: 'etcd-learners',
    pattern: /too many learner members in cluster|can only promote a learner member which is in sync/,
  },
  { id: 'etcd-leftovers', pattern: /etcd cluster is (?:not healthy|unhealthy)|member count (?:mismatch|is unequal)/ },
  {
    id: 'port-in-use',
    pattern: /Port (?<port>\d+) is in use|listen tcp \S*:(?<port>\d+): bind: address already in use/,
    commands: ["ss -ltnp 'sport = :{port}'"],
  },
  { id: 'coredns-loop', pattern: /plugin\/loop: Loop|Loop \(.+\) detected/, commands: ['cat /etc/resolv.conf'] },
  { id: 'no-default-route', pattern: /(?:failed|unable) to find default route/, commands: ['ip route show default'] },
  {
    id: 'flannel-not-running',
    pattern: /\/run\/flannel\/subnet\.env: no such file/,
    commands: ['kubectl -n kube-flannel logs -l app=flannel --tail=50'],
  },
  {
    id: 'old-kernel',
    pattern: /overlay2?.{0,40}(?:not supported|unsupported)|unsupported graph driver|kernel version .{0,40}too old/i,
    commands: ['uname -r'],
  },
  { id: 'disk-pressure', pattern: /DiskPressure|disk-pressure|\bEvicted\b/, commands: ['df -h / /var/lib'] },
  {
    id: 'disk-full',
    pattern: /No space left on device/i,
    commands: ['df -h', 'df -i'],
  },
  {
    id: 'tcp-forwarding',
    pattern: /administratively prohibited: open failed/,
    commands: ['sshd -T | grep -i allowtcpforwarding'],
  },
];

export const knownCauseIds = signatures.map((signature) => signature.id);

export function knownCause(output: string): KnownCause | null {
  for (const { id, pattern, commands = [], sizes = [] } of signatures) {
    const found = pattern.exec(output);
    if (!found) continue;
    const values: Record<string, string> = {};
    for (const [name, value] of Object.entries(found.groups ?? {})) if (value !== undefined) values[name] = value;
    for (const name of sizes) values[name] = readableSize(Number(values[name]));
    const filled = commands.map((command) => command.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''));
    return { id, values, commands: filled };
  }
  return null;
}
