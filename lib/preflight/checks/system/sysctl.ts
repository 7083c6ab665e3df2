import { overriddenKubeProxy } from '@/lib/plan/kubeadm-overrides';
import type { Plan } from '@/lib/plan/schema';
import { type CheckContext, type CheckValues, finding, type HostCheck, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

type Severity = 'block' | 'warn' | 'info';

type Subject = Pick<HostCheck, 'id' | 'source'> & {
  keys: string[];
  /** What a value means; null where it is right. */
  says: (value: number, plan: Plan) => Severity | null;
  /** Set by the fix. */
  right: number;
  /** Whether a larger value is as good. */
  more?: boolean;
  /** Whether `prepare-os` sets it by itself: then only a file that undoes it after the next boot is a finding. */
  byInstall?: boolean;
  applies?: (plan: Plan) => boolean;
};

/** `prepare-os` writes this one; at boot, files whose names sort after it win (sysctl.d(5)). */
const ours = '90-slipway.conf';
/** Sorts after 99-sysctl.conf, the link to /etc/sysctl.conf. */
const fixFile = '/etc/sysctl.d/zz-slipway.conf';

const script = (keys: string[]): string => `for key in ${keys.join(' ')}; do
  value=absent
  [ ! -r "/proc/sys/\${key//.//}" ] || read -r value < "/proc/sys/\${key//.//}"
  echo "now $key $value"
done
see_sysctl_files
while IFS= read -r line; do
  [[ ! $line =~ :[[:space:]]*-?(${keys.map((key) => key.replaceAll('.', '[./]')).join('|')})[[:space:]]*= ]] || printf '%s\\n' "$line"
done <<< "$sysctl_lines"`;

type Line = { file: string; key: string; value: number };

const pathOf = (key: string) => `/proc/sys/${key.replaceAll('.', '/')}`;
const nameOf = (file: string) =>
  file === '/etc/sysctl.conf' ? '99-sysctl.conf' : file.slice(file.lastIndexOf('/') + 1);

/** In the order in which they are applied at boot: by the file's name, whatever its folder. */
function atBoot(lines: string[]): Line[] {
  return lines
    .flatMap((line) => {
      const [, file = '', key = '', value] = /^(\/[^:]+):\s*-?([\w./-]+?)\s*=\s*(-?\d+)\s*$/.exec(line) ?? [];
      return file ? [{ file, key: key.replaceAll('/', '.'), value: Number(value) }] : [];
    })
    .sort((a, b) => (nameOf(a.file) < nameOf(b.file) ? -1 : nameOf(a.file) > nameOf(b.file) ? 1 : 0));
}

const graver = (a: { severity: Severity }, b: { severity: Severity }) => {
  const order: Severity[] = ['block', 'warn', 'info'];
  return order.indexOf(a.severity) - order.indexOf(b.severity);
};

function sysctlCheck({
  id,
  source,
  keys,
  says,
  right,
  more = false,
  byInstall = false,
  applies = () => true,
}: Subject): HostCheck {
  const isSet = `is_set() { [ "$(cat "/proc/sys/\${1//.//}")" ${more ? '-ge' : '-eq'} ${right} ]; }`;
  const escaped = keys.map((key) => key.replaceAll('.', '\\.')).join('|');
  return hostCheck({
    id,
    source,
    appliesTo: (context: CheckContext, host) => runsKubernetes(context, host) && applies(context.plan),
    byHand: () => `sysctl ${keys.join(' ')}`,
    script: () => script(keys),
    judge: (reading, { plan }) => {
      const lines = linesOf(reading.stdout);
      const now = keys.map((key) => {
        const said = lines.find((line) => line.startsWith(`now ${key} `))?.slice(`now ${key} `.length);
        return { key, said, value: said === undefined || !/^-?\d+$/.test(said) ? null : Number(said) };
      });
      if (now.some(({ said, value }) => value === null && said !== 'absent')) return unreadable(reading);
      // A key appears with its module; what the install loads and sets it may set later.
      if (!byInstall && now.some(({ value }) => value === null)) return unreadable(reading);
      const boot = atBoot(lines.filter((line) => line.startsWith('/')));
      const last = new Map<string, Line>();
      for (const line of boot) {
        if (keys.includes(line.key) && (!byInstall || nameOf(line.file) > ours)) last.set(line.key, line);
      }
      const wrong: { severity: Severity; values: CheckValues }[] = [];
      if (!byInstall)
        for (const { key, value } of now) {
          const severity = value === null ? null : says(value, plan);
          if (severity) wrong.push({ severity, values: { key, found: String(value), when: 'now', file: '' } });
        }
      for (const { key, value, file } of last.values()) {
        const severity = says(value, plan);
        if (severity)
          wrong.push({
            severity: byInstall ? 'warn' : severity,
            values: { key, found: String(value), when: 'boot', file },
          });
      }
      const [worst] = wrong.sort(graver);
      if (worst) return finding(worst.severity, { right, ...worst.values }, reading.stdout);
      const set = now.every(({ value }) => value !== null && says(value, plan) === null);
      const [first] = now;
      return passed({
        right,
        key: first?.key ?? '',
        found: first?.said ?? '',
        when: set ? 'now' : 'install',
        file: '',
      });
    },
    fix: {
      files: () => [
        {
          path: fixFile,
          filter: `sed -E '/^(${escaped}) =/d' && printf '%s\\n' ${keys.map((key) => `'${key} = ${right}'`).join(' ')}`,
        },
      ],
      // What is more than asked for stays.
      script: () =>
        `${isSet}\n${keys.map((key) => `is_set ${key} || [ ! -e ${pathOf(key)} ] || sysctl -q -w ${key}=${right}`).join('\n')}`,
      verify: () =>
        `${isSet}\n${keys.map((key) => `{ [ ! -e ${pathOf(key)} ] || is_set ${key}; } && grep -qsx '${key} = ${right}' ${fixFile}`).join(' && ')}`,
    },
  });
}

const calico = (plan: Plan) => plan.kubernetes.cni === 'calico';
const strictArp = (plan: Plan) => {
  const { mode, ipvs } = overriddenKubeProxy(plan.kubernetes.overrides.kubeadm);
  return mode === 'ipvs' && typeof ipvs === 'object' && ipvs !== null && 'strictARP' in ipvs && ipvs.strictARP === true;
};
const both = (name: string) => [`net.ipv4.conf.all.${name}`, `net.ipv4.conf.default.${name}`];
const least =
  (bad: number, good: number, below: [Severity, Severity | null]) =>
  (value: number): Severity | null =>
    value < bad ? below[0] : value < good ? below[1] : null;

export const sysctlChecks = [
  sysctlCheck({
    id: 'sysctl.ip_forward',
    source: 'Kubernetes “Container Runtimes”; Embedded Cluster',
    keys: ['net.ipv4.ip_forward', ...both('forwarding')],
    says: (value) => (value === 1 ? null : 'block'),
    right: 1,
    byInstall: true,
  }),
  sysctlCheck({
    id: 'sysctl.bridge_nf',
    source: 'kubeadm preflight bridge-nf-call-iptables; Embedded Cluster',
    keys: ['net.bridge.bridge-nf-call-iptables'],
    says: (value) => (value === 1 ? null : 'block'),
    right: 1,
    byInstall: true,
  }),
  sysctlCheck({
    id: 'sysctl.rp_filter',
    source: 'Embedded Cluster; Cilium “System Requirements”',
    keys: both('rp_filter'),
    // 1 is what RHEL 8 and its relatives start with, and flannel's packets come back the way they went; with the others they don't.
    says: (value, plan) => (value !== 1 ? null : plan.kubernetes.cni === 'flannel' ? 'warn' : 'block'),
    right: 2,
  }),
  sysctlCheck({
    id: 'sysctl.arp_filter',
    source: 'Embedded Cluster: Calico’s interfaces answer no ARP otherwise',
    keys: both('arp_filter'),
    says: (value, plan) => (value === 0 ? null : calico(plan) ? 'block' : 'warn'),
    right: 0,
  }),
  sysctlCheck({
    id: 'sysctl.arp_ignore',
    source: 'Embedded Cluster: Calico’s interfaces answer no ARP otherwise',
    keys: both('arp_ignore'),
    says: (value, plan) => (value === 0 ? null : calico(plan) ? 'block' : 'warn'),
    right: 0,
    // kube-proxy sets it to 1 by itself then.
    applies: (plan) => !strictArp(plan),
  }),
  // Embedded Cluster sets both itself and stops without them. Ours leaves them, and only warns: Debian and Ubuntu come with 128 instances, with
  // which Kubernetes starts; pods that watch many files are who runs out of them, later. The fix sets them.
  sysctlCheck({
    id: 'sysctl.inotify.instances',
    source: 'Embedded Cluster ≥ 1024; RKE2 suggests 8192',
    keys: ['fs.inotify.max_user_instances'],
    says: least(1024, 1024, ['warn', null]),
    right: 8192,
    more: true,
  }),
  sysctlCheck({
    id: 'sysctl.inotify.watches',
    source: 'Embedded Cluster ≥ 65536; RKE2 suggests 524288',
    keys: ['fs.inotify.max_user_watches'],
    says: least(65536, 65536, ['warn', null]),
    right: 524288,
    more: true,
  }),
  sysctlCheck({
    id: 'limits.somaxconn',
    source: 'Linux default 4096 since 5.4; TiUP 32768',
    keys: ['net.core.somaxconn'],
    // TiUP's number is for a database under load; under the kernel's own a gateway drops connections.
    says: least(4096, 32768, ['warn', 'info']),
    right: 32768,
    more: true,
  }),
];
