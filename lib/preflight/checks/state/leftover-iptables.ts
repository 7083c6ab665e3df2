import { type HostCheck, notRun, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { hasEnd, saidAfter } from '../lines';
import { leftover } from './leftover';

/** Chains by who makes them. The first group's maker makes them anew; what the others drop stays dropped. */
const rewritten = ['KUBE-', 'FLANNEL-', 'CNI-'];
const policies: Record<string, string> = {
  'cali-': 'calico',
  CILIUM_: 'cilium',
  'WEAVE-': 'weave',
  'KUBE-ROUTER-': 'kube-router',
  'KUBE-NWPLCY-': 'kube-router',
  'KUBE-POD-FW-': 'kube-router',
};
const prefixes = [...rewritten, ...Object.keys(policies)];
const pattern = prefixes.join('|');

/** iptables has two backends, and a host may have rules in both; each program shows one. */
const savers = ['iptables-save', 'iptables-legacy-save', 'iptables-nft-save', 'ip6tables-save'];

const base = leftover({
  id: 'leftover.iptables',
  source: 'RKE2 rke2-killall.sh; kubeadm reset leaves iptables rules',
  appliesTo: runsKubernetes,
  byHand: () => `iptables-save | grep -E '^:(${pattern})'`,
  oursToo: true,
  look: () => `for saver in ${savers.join(' ')}; do
  type -P "$saver" >/dev/null || continue
  # a backend that the kernel lacks says so, and has no rules
  rules=$("$saver" 2>/dev/null) && echo "looked $saver"
  while IFS= read -r line; do
    if [[ $line =~ ^:(${pattern})[^\\ ]* ]]; then line=\${line%% *}; echo "found \${line#:}"; fi
  done <<< "$rules"
done
if type -P nft >/dev/null && tables=$(nft list chains 2>/dev/null); then
  echo 'looked nft'
  while IFS= read -r line; do
    if [[ $line =~ ^[[:space:]]+chain\\ (${pattern}) ]]; then line=\${line#*chain }; echo "found \${line%% *}"; fi
  done <<< "$tables"
fi
# without a program to ask: the kernel has no rules where it has neither backend, which are modules on all but small kernels
if ! type -P iptables-save >/dev/null && ! type -P nft >/dev/null && [ ! -d /sys/module/nf_tables ] && [ ! -d /sys/module/ip_tables ] &&
  [ -r "/lib/modules/$(uname -r)/modules.builtin" ] && ! grep -qE '/(nf_tables|ip_tables)\\.ko' "/lib/modules/$(uname -r)/modules.builtin"; then echo 'looked kernel'; fi`,
  severity: (found, _printed, { plan }) =>
    found.some((chain) => {
      const maker = Object.entries(policies).find(([prefix]) => chain.startsWith(prefix))?.[1];
      return maker !== undefined && maker !== plan.kubernetes.cni;
    })
      ? 'block'
      : 'warn',
  clean: () => `for family in iptables iptables-legacy iptables-nft ip6tables; do
  type -P "$family-save" >/dev/null && type -P "$family-restore" >/dev/null || continue
  rules=$("$family-save" 2>/dev/null) || continue
  grep -qE '(${pattern})' <<< "$rules" || continue
  grep -vE '(${pattern})' <<< "$rules" | "$family-restore"
  echo "Chains of an earlier Kubernetes are out of $family"
done`,
});

/** Rules are seen by the programs that write them, and a bare host has none: then nothing is known, although the kernel may have some. */
export const iptablesLeftover: HostCheck = {
  ...base,
  judge: (reading, context, host) => {
    if (!hasEnd(reading.stdout)) return unreadable(reading);
    if (saidAfter(reading.stdout, 'looked').length === 0) return notRun('tool-missing', { tool: 'iptables-save' });
    return base.judge(reading, context, host);
  },
};
