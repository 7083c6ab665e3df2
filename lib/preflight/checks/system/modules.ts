import { overriddenKubeProxy } from '@/lib/plan/kubeadm-overrides';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { type CheckContext, finding, type HostCheck, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

/** A part of the kernel: its module, its CONFIG_ option, and a bash test of what it brings once it is there. */
type Part = { module: string; option: string; there?: string };

const overlay: Part = { module: 'overlay', option: 'OVERLAY_FS', there: 'has_overlay' };
const bridge: Part = {
  module: 'br_netfilter',
  option: 'BRIDGE_NETFILTER',
  there: '[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ]',
};
const conntrack: Part = {
  module: 'nf_conntrack',
  option: 'NF_CONNTRACK',
  there: '[ -e /proc/sys/net/netfilter/nf_conntrack_max ]',
};
const vxlan: Part = { module: 'vxlan', option: 'VXLAN' };
const legacy: Part = { module: 'ip_tables', option: 'IP_NF_IPTABLES', there: '[ -e /proc/net/ip_tables_names ]' };
const nftables: Part[] = [
  { module: 'nf_tables', option: 'NF_TABLES' },
  { module: 'nft_compat', option: 'NFT_COMPAT' },
];
/** Matches in every rule that kube-proxy, flannel and the portmap plugin write. On RHEL 10 they are in kernel-modules-extra. */
const matches: Part[] = [
  { module: 'xt_comment', option: 'NETFILTER_XT_MATCH_COMMENT' },
  { module: 'xt_conntrack', option: 'NETFILTER_XT_MATCH_CONNTRACK' },
  { module: 'xt_mark', option: 'NETFILTER_XT_MARK' },
  { module: 'xt_statistic', option: 'NETFILTER_XT_MATCH_STATISTIC' },
];
const ipvs: Part[] = [
  { module: 'ip_vs', option: 'IP_VS', there: '[ -e /proc/net/ip_vs ]' },
  { module: 'ip_vs_rr', option: 'IP_VS_RR' },
  { module: 'ip_vs_wrr', option: 'IP_VS_WRR' },
  { module: 'ip_vs_sh', option: 'IP_VS_SH' },
];

/**
 * active: there now. loadable: modprobe would load it. builtin: the kernel's configuration says so. absent: neither. forbidden:
 * modprobe.d runs a program in its place (CIS benchmarks do so with overlay). unknown: the host doesn't say.
 */
const states = ['active', 'loadable', 'builtin', 'absent', 'forbidden', 'unknown'] as const;
type State = (typeof states)[number];

/** Loads nothing: `modprobe -n` only says what it would do, and exits 0 for what is built in. */
const script = (parts: Part[]): string => `see_release
has_overlay() {
  local name
  while read -r _ name || [ -n "$name" ]; do [ "$name" != overlay ] || return 0; done < /proc/filesystems
  return 1
}
look() {
  if [ -d "/sys/module/$1" ]; then echo "$1 active"; return; fi
  local said
  if [ -d "/lib/modules/$release" ] && type -P modprobe >/dev/null; then
    if said=$(modprobe -n -v "$1" 2>&1); then
      if [[ $said =~ install\\ +[^\\ ]*/(true|false) ]]; then echo "$1 forbidden"; else echo "$1 loadable"; fi
    else
      echo "$1 absent"
    fi
    return
  fi
  # no modules: what isn't built in isn't there
  see_kernel_options
  if [ -z "$kernel_options" ]; then echo "$1 unknown"
  elif [[ $kernel_options == *$'\\n'"CONFIG_$2=y"* ]]; then echo "$1 builtin"
  else echo "$1 absent"
  fi
}
${parts.map(({ module, option, there }) => (there ? `if ${there}; then echo '${module} active'; else look ${module} ${option}; fi` : `look ${module} ${option}`)).join('\n')}`;

/** null when a part has no line. */
function statesOf(stdout: string, parts: Part[]): Map<string, State> | null {
  const read = new Map<string, State>();
  for (const line of linesOf(stdout)) {
    const [module = '', state] = line.split(' ');
    const known = states.find((each) => each === state);
    if (known) read.set(module, known);
  }
  return parts.every(({ module }) => read.has(module)) ? read : null;
}

const usable = (state: State | undefined) => state === 'active' || state === 'loadable' || state === 'builtin';

type Subject = Pick<HostCheck, 'id' | 'source'> & {
  parts: (plan: Plan) => Part[];
  applies?: (plan: Plan, host: PlanHost) => boolean;
  /** Sets of parts of which one has to be there whole; the parts themselves when absent. */
  oneOf?: (plan: Plan) => Part[][];
};

/** All parts are needed, but of `oneOf` one set will do. Ours loads what can be loaded, so that isn't a finding. */
function moduleCheck({ id, source, parts, applies = () => true, oneOf }: Subject): HostCheck {
  const all = (plan: Plan) => [...(oneOf?.(plan).flat() ?? []), ...parts(plan)];
  return hostCheck({
    id,
    section: id === 'mod.vxlan' || id === 'mod.ip_vs' ? 'kubernetes' : 'hosts',
    source,
    appliesTo: (context: CheckContext, host) => runsKubernetes(context, host) && applies(context.plan, host),
    byHand: ({ plan }) =>
      all(plan)
        .map(({ module }) => `modprobe -n -v ${module}`)
        .join('\n'),
    script: ({ plan }) => script(all(plan)),
    judge: (reading, { plan }) => {
      const read = statesOf(reading.stdout, all(plan));
      if (!read) return unreadable(reading);
      const stateOf = (part: Part) => read.get(part.module);
      const sets = oneOf?.(plan) ?? [];
      const whole = sets.find((set) => set.every((part) => usable(stateOf(part))));
      // Without a whole set, what the last (today's) set lacks is named.
      const needed = [...parts(plan), ...(whole ?? sets.at(-1) ?? [])];
      const lacking = needed.filter((part) => !usable(stateOf(part)));
      // Another set that can't be read may be the whole one.
      const asked = whole ? needed : all(plan);
      if (lacking.length > 0 && asked.some((part) => stateOf(part) === 'unknown')) return unreadable(reading);
      const forbidden = lacking.filter((part) => stateOf(part) === 'forbidden');
      const values = {
        modules: (lacking.length > 0 ? lacking : needed).map(({ module }) => module).join(', '),
        count: lacking.length > 0 ? lacking.length : needed.length,
        state:
          lacking.length > 0
            ? forbidden.length > 0
              ? 'forbidden'
              : 'absent'
            : needed.every((part) => stateOf(part) === 'active')
              ? 'active'
              : needed.some((part) => stateOf(part) === 'loadable')
                ? 'loadable'
                : 'builtin',
      };
      return lacking.length === 0 ? passed(values) : finding('block', values, reading.stdout);
    },
  });
}

const proxyMode = (plan: Plan) => overriddenKubeProxy(plan.kubernetes.overrides.kubeadm).mode;

export const moduleChecks = [
  moduleCheck({ id: 'mod.overlay', source: 'containerd overlayfs snapshotter', parts: () => [overlay] }),
  moduleCheck({
    id: 'mod.br_netfilter',
    source: 'Kubernetes “Container Runtimes”: net.bridge.bridge-nf-call-iptables',
    parts: () => [bridge],
  }),
  moduleCheck({ id: 'mod.nf_conntrack', source: 'kube-proxy', parts: () => [conntrack] }),
  moduleCheck({
    id: 'mod.netfilter',
    source: 'kube-proxy; RKE2 known issues (RHEL 10: kernel-modules-extra); Embedded Cluster',
    // In nftables mode kube-proxy itself needs nf_tables; flannel and portmap still write rules of iptables.
    oneOf: (plan) => (proxyMode(plan) === 'nftables' ? [nftables] : [[legacy], nftables]),
    parts: () => matches,
  }),
  moduleCheck({
    id: 'mod.vxlan',
    source: 'flannel backend vxlan',
    parts: () => [vxlan],
    applies: ({ kubernetes }) => kubernetes.cni !== 'existing',
  }),
  moduleCheck({
    id: 'mod.ip_vs',
    source: 'kube-proxy mode ipvs',
    parts: () => ipvs,
    applies: (plan) => proxyMode(plan) === 'ipvs',
  }),
];
