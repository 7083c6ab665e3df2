import { internalAddressOf, type PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import type { CheckContext, ProbeCheck } from '../../check';
import { vipsOf } from './address';
import { portsAsked, portsBetween } from './pairs';

const severalHosts = ({ plan }: CheckContext): boolean => plan.hosts.length > 1;
/** One other host to try it against by hand. */
const peerOf = ({ plan }: CheckContext, host: PlanHost): string => {
  const peer = plan.hosts.find((one) => one.name !== host.name);
  return quote(peer ? internalAddressOf(peer) : '127.0.0.1');
};
const between = { kind: 'probe', group: 'network', section: 'hosts', appliesTo: severalHosts } as const;
const carriesVip = ({ plan }: CheckContext, host: PlanHost): boolean => vipsOf(plan, host).length > 0;
const ofVip = { kind: 'probe', group: 'services', service: 'vip', section: 'entry', appliesTo: carriesVip } as const;

export const matrixCheck: ProbeCheck = {
  ...between,
  id: 'net.matrix',
  source: 'Assisted Installer belongs-to-majority-group',
  byHand: (context, host) => `ping -c 3 ${peerOf(context, host)}`,
};

export const latencyCheck: ProbeCheck = {
  ...between,
  id: 'net.latency',
  source:
    'Assisted Installer: average ≤ 100 ms between control planes, ≤ 1000 ms to workers; etcd heartbeat-interval 100 ms',
  byHand: (context, host) => `ping -c 20 -i 0.2 ${peerOf(context, host)}`,
};

export const lossCheck: ProbeCheck = {
  ...between,
  id: 'net.loss',
  source: 'Assisted Installer: 0 % between control planes, ≤ 10 % to workers',
  byHand: (context, host) => `ping -c 100 -i 0.05 ${peerOf(context, host)}`,
};

export const mtuCheck: ProbeCheck = {
  ...between,
  id: 'net.mtu',
  source: 'Assisted Installer mtu-valid; VXLAN overhead 50 bytes (RFC 7348)',
  // 28: IPv4's and ICMP's headers
  byHand: (context, host) => `ping -c 3 -M do -s 1472 ${peerOf(context, host)}`,
};

export const bandwidthCheck: ProbeCheck = {
  ...between,
  id: 'net.bandwidth',
  source: 'TiUP, Harvester: 1 Gbit/s',
  byHand: (context, host) => `iperf3 -t 3 -c ${peerOf(context, host)}`,
};

export const portPairCheck: ProbeCheck = {
  ...between,
  id: 'port.pair',
  source:
    'Kubernetes “Ports and Protocols”; Rainbond gateway 80, 443, 6060, 7070, 8443; Calico “Network requirements” (BGP 179)',
  appliesTo: ({ plan }, host) => portsAsked(plan, host).length > 0,
  byHand: ({ plan }, host) => {
    const from = plan.hosts.find((one) => portsBetween(plan, one, host).length > 0) ?? host;
    const [port] = portsBetween(plan, from, host).filter(({ protocol }) => protocol === 'tcp');
    const on = from.name.replace(/\s+/g, ' ');
    return `# on ${on}\ntimeout 4 bash -c '< /dev/tcp/$0/${port?.port ?? 10250}' ${quote(internalAddressOf(host))} && echo open`;
  },
};

export const skewCheck: ProbeCheck = {
  ...between,
  id: 'time.skew',
  group: 'time',
  source: 'sealos ± 5 s, KubeClipper 5 s, k0sctl 30 s',
  // the console's own finding, measured through SSH
  replaces: ['plan.time.skew'],
  byHand: (context, host) => `date +%s.%N; ssh ${peerOf(context, host)} date +%s.%N; date +%s.%N`,
};

export const collisionCheck: ProbeCheck = {
  ...between,
  id: 'ip.collision',
  source: 'RFC 5227; Assisted Installer no-ip-collisions-in-network',
  appliesTo: () => true,
  byHand: (_context, host) => `arping -D -c 3 -I eth0 ${quote(internalAddressOf(host))}`,
};

export const vipFreeCheck: ProbeCheck = {
  ...ofVip,
  id: 'vip.free',
  source: 'RFC 5227, 2.1.1; Assisted Installer api-vips-valid',
  byHand: ({ plan }, host) =>
    vipsOf(plan, host)
      .map(({ vip }) => `arping -D -c 3 -I ${quote(vip.interface || 'eth0')} ${quote(vip.address)}`)
      .join('\n'),
};

export const vridCheck: ProbeCheck = {
  ...ofVip,
  id: 'vip.vrid',
  source: 'RFC 5798, 5.2.3; openshift/installer #2966',
  byHand: ({ plan }, host) =>
    vipsOf(plan, host)
      .map(
        ({ vip }) =>
          `timeout 4 tcpdump -ni ${quote(vip.interface || 'eth0')} vrrp and 'ip[21] = ${vip.virtualRouterId}'`,
      )
      .join('\n'),
};
