import { networkOf, overlaps } from '@/lib/plan/cidr';
import { nodePorts, portsOf } from '@/lib/plan/host-ports';
import { parseIpv4 } from '@/lib/plan/ipv4';
import { internalAddressOf, type PlanHost } from '@/lib/plan/schema';
import {
  type CheckContext,
  type CompareCheck,
  finding,
  type HostCheck,
  passed,
  type Reading,
  unreadable,
} from '../check';
import { everyHost } from './applies';
import { owned, ownership } from './ownership';

export type NicAddress = { nic: string; address: string; prefix: number };

/** `2: eth0    inet 10.0.0.11/24 brd 10.0.0.255 scope global eth0\ …`, and without a prefix for a point-to-point link. */
export function parseAddresses(text: string): NicAddress[] {
  return text.split('\n').flatMap((line) => {
    const [, nic = '', address = '', prefix = '32'] =
      /^\d+:\s+(\S+)\s+inet (\d+(?:\.\d+){3})(?:\/(\d+))?\s/.exec(`${line} `) ?? [];
    return nic ? [{ nic: nic.replace(/@.*/, ''), address, prefix: Number(prefix) }] : [];
  });
}

const byHandAddresses = 'ip -o -4 addr show';
const addressScript = 'see_addresses; printf "%s\\n" "$addresses"';
const common = { kind: 'host', group: 'network', section: 'hosts', tools: ['ip'] } as const;

const nicIp: HostCheck = {
  ...common,
  id: 'nic.ip',
  source: 'kubelet --node-ip; KubeKey, Kubespray',
  appliesTo: everyHost,
  byHand: () => byHandAddresses,
  script: () => addressScript,
  judge: (reading, _context, host) => {
    const all = parseAddresses(reading.stdout);
    if (all.length === 0) return unreadable(reading);
    const wanted = internalAddressOf(host);
    const nic = all.find(({ address }) => address === wanted)?.nic ?? '';
    const others = all.filter(({ address }) => !address.startsWith('127.'));
    const values = { address: wanted, nic, found: others.map(({ address }) => address).join(', ') };
    return nic ? passed(values) : finding('block', values, reading.stdout.trim());
  },
};

/** Interfaces of programs that make networks of their own: not cables, and told by the checks of leftovers. */
const virtual = /^(lo|docker|br-|cni|flannel|cali|tunl|vxlan|cilium|lxc|veth|virbr|kube|nodelocaldns)/;
const subnetOf = ({ address, prefix }: NicAddress) => networkOf(parseIpv4(address) ?? 0, prefix);

const nicOverlap: HostCheck = {
  ...common,
  id: 'nic.overlap',
  source: 'Assisted Installer non-overlapping-subnets',
  appliesTo: everyHost,
  byHand: () => 'ip -4 route show scope link',
  script: () => addressScript,
  judge: (reading) => {
    const all = parseAddresses(reading.stdout);
    if (all.length === 0) return unreadable(reading);
    // A /32 is no subnet: a VIP, or an address on a routed host.
    const real = all.filter(({ nic, prefix }) => !virtual.test(nic) && prefix < 32);
    const pairs = real.flatMap((a, index) =>
      real
        .slice(index + 1)
        .filter((b) => b.nic !== a.nic && overlaps(subnetOf(a), subnetOf(b)))
        .map((b) => ({ a, b })),
    );
    const [first] = pairs;
    const nics = new Set(real.map(({ nic }) => nic)).size;
    const text = ({ address, prefix }: NicAddress) => `${address}/${prefix}`;
    if (!first) return passed({ nics, pairs: pairs.length, one: '', other: '', first: '', second: '' });
    const { a, b } = first;
    return finding(
      'block',
      { nics, pairs: pairs.length, one: a.nic, first: text(a), other: b.nic, second: text(b) },
      pairs.map((pair) => `${pair.a.nic} ${text(pair.a)} - ${pair.b.nic} ${text(pair.b)}`).join('\n'),
    );
  },
};

const defaultRoute: HostCheck = {
  ...common,
  id: 'route.default',
  source: 'kubeadm, RKE2: the node address is chosen by the default route; Assisted Installer has-default-route',
  appliesTo: everyHost,
  byHand: () => 'ip -4 route show default',
  // A last line says that the command was there and had nothing to say.
  script: () => 'see_routes && { printf "%s" "$routes"; echo end; }',
  judge: (reading) => {
    const lines = reading.stdout.trim().split('\n');
    if (lines.pop() !== 'end') return unreadable(reading);
    const routes = lines.flatMap((line) => {
      const dev = /^default\b.*\bdev (\S+)/.exec(line)?.[1];
      return dev ? [{ dev, via: /\bvia (\S+)/.exec(line)?.[1] ?? '' }] : [];
    });
    const [route] = routes;
    return route
      ? passed({ routes: routes.length, nic: route.dev, via: route.via })
      : finding('block', { routes: 0, nic: '', via: '' });
  },
};

export type Listener = {
  protocol: 'tcp' | 'udp';
  address: string;
  port: number;
  process: string;
  pid: number;
  unit: string;
  /** It runs in a pod: kubelet's cgroups are its ancestors. */
  inPod: boolean;
};

/**
 * `ss -H -lntup` and, after it, `unit PID CGROUP` lines. The port is what stands behind the local address's last colon, compared as a number:
 * 16443 isn't 6443, and a peer's port doesn't count.
 */
export function parseListeners(text: string): Listener[] {
  const units = new Map<number, { unit: string; inPod: boolean }>();
  for (const [, pid = '', cgroup = ''] of text.matchAll(/^unit (\d+) (.*)$/gm)) {
    // systemd's own names: the innermost service or scope that isn't a container's
    const unit = cgroup.split('/').findLast((part) => /\.(service|scope)$/.test(part)) ?? '';
    units.set(Number(pid), { unit, inPod: /\/kubepods(\.slice)?\//.test(cgroup) });
  }
  return text.split('\n').flatMap((line): Listener[] => {
    const [protocol, state, , , local = ''] = line.trim().split(/\s+/);
    if ((protocol !== 'tcp' && protocol !== 'udp') || (state !== 'LISTEN' && state !== 'UNCONN')) return [];
    const colon = local.lastIndexOf(':');
    const port = Number(local.slice(colon + 1));
    if (!Number.isInteger(port) || port === 0) return [];
    const [, process = '', pid = '0'] = /users:\(\("([^"]*)",pid=(\d+)/.exec(line) ?? [];
    const { unit, inPod } = units.get(Number(pid)) ?? { unit: '', inPod: false };
    return [{ protocol, address: local.slice(0, colon), port, process, pid: Number(pid), unit, inPod }];
  });
}

/** Another check's listener, gone in a moment (probes/prober). */
const ours = 'slipway-probe';

/** On a cluster that exists its own ports are taken by itself. */
const needed = ({ plan }: CheckContext, host: PlanHost) =>
  portsOf(plan, host).filter(
    ({ use }) => plan.kubernetes.distribution !== 'existing' || use === 'gateway' || use === 'nfs' || use === 'mysql',
  );

/** On a host that a run of this plan has installed: kubelet, what runs in pods, and the pod network's VXLAN, which is the kernel's. */
const ofCluster = ({ inPod, unit, process, use }: Listener & { use: string }) =>
  inPod || unit === 'kubelet.service' || (use === 'pods' && process === '');

const localFree: HostCheck = {
  ...common,
  id: 'port.local.free',
  source: 'Kubernetes “Ports and Protocols”; kube-apiserver --service-node-port-range=30000-32767',
  tools: ['ss'],
  replaces: ['plan.host.port'],
  appliesTo: (context, host) => needed(context, host).length > 0,
  byHand: (context, host) =>
    `ss -lntup | grep -E ':(${needed(context, host)
      .map(({ port }) => port)
      .join('|')}) '`,
  script: () => `${ownership}
see_listening || exit 1
printf '%s\\n' "$listening"
declare -A pids
rest=$listening
while [[ $rest =~ pid=([0-9]+)(.*) ]]; do pids[\${BASH_REMATCH[1]}]=1 rest=\${BASH_REMATCH[2]}; done
for pid in "\${!pids[@]}"; do
  own=
  { while IFS= read -r line; do case $line in *:name=systemd:*) own=$line; break ;; 0:*) own=$line ;; esac; done < "/proc/$pid/cgroup"; } 2> /dev/null
  printf 'unit %s %s\\n' "$pid" "$own"
done
echo end`,
  judge: (reading, context, host) => judgeListeners(reading, context, host),
};

function judgeListeners(reading: Reading, context: CheckContext, host: PlanHost) {
  if (!/^end$/m.test(reading.stdout)) return unreadable(reading);
  const listeners = parseListeners(reading.stdout).filter(({ process }) => process !== ours);
  const ports = needed(context, host);
  const taken = ports.flatMap(({ port, protocol, use }) => {
    const holder = listeners.find((one) => one.port === port && one.protocol === protocol);
    return holder ? [{ ...holder, use }] : [];
  });
  const inRange = ports.some(({ use }) => use === 'proxy')
    ? listeners
        .filter(({ port }) => port >= nodePorts.from && port <= nodePorts.to)
        .map((one) => ({ ...one, use: 'nodePort' }))
    : [];
  const own = owned(context, host, reading.stdout) === 'plan';
  const others = (some: typeof taken) => (own ? some.filter((one) => !ofCluster(one)) : some);
  const all = [...others(taken), ...others(inRange)];
  const [first] = all;
  const values = { needed: ports.length, taken: all.length, own: taken.length - others(taken).length };
  if (!first) return passed({ ...values, listener: '', process: '', unit: '', inUnit: 'no', use: '' });
  const { port, protocol, process, unit, use } = first;
  const listener = `${port}/${protocol}`;
  // Without a process it is the kernel's (VXLAN, NFS); a NodePort that is taken is lost alone.
  return finding(
    others(taken).length > 0 ? 'block' : 'warn',
    { ...values, listener, process: process || 'kernel', unit, inUnit: unit ? 'yes' : 'no', use },
    all
      .map((one) => `${one.address}:${one.port}/${one.protocol} ${one.process || 'kernel'} ${one.unit}`.trim())
      .join('\n'),
  );
}

export const networkChecks: (HostCheck | CompareCheck)[] = [nicIp, nicOverlap, defaultRoute, localFree];
