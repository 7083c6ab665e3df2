import { quote } from '@/lib/text/quote';
import type { Context, Target } from '../context';
import type { Step } from '../runbook';
import { file, filesInPlace, step } from '../step';

export const hostsBlockPath = '/var/lib/slipway/hosts';

/** What stands in /etc/hosts between the markers: every host of the plan, and the VIP as `<plan>-api`. */
function hostsBlock({ plan, hosts, vip }: Context): string {
  const lines = hosts.map(({ address, name }) => `${address} ${name}`);
  if (vip) lines.push(`${vip.address} ${plan.name}-api`);
  return `# slipway begin\n${lines.join('\n')}\n# slipway end\n`;
}

/** Kernel, swap, names; on the RHEL family SELinux and firewalld as well. Needs no network and no packages. */
export function prepareOs(context: Context, host: Target): Step {
  const { family } = host;
  const files = [
    file('/etc/modules-load.d/slipway.conf', '0644', 'overlay\nbr_netfilter\nvxlan\n'),
    file(
      '/etc/sysctl.d/90-slipway.conf',
      '0644',
      'net.ipv4.ip_forward = 1\nnet.bridge.bridge-nf-call-iptables = 1\n# absent where the kernel has no IPv6\n-net.bridge.bridge-nf-call-ip6tables = 1\n',
    ),
    file(hostsBlockPath, '0644', hostsBlock(context)),
  ];
  const state = `kernel_ready() {
  local name
  grep -qw overlay /proc/filesystems || { echo 'the kernel has no overlay file system'; return 1; }
  for name in net/ipv4/ip_forward net/bridge/bridge-nf-call-iptables; do
    [ "$(cat "/proc/sys/$name" 2>/dev/null)" = 1 ] || { echo "/proc/sys/$name is not 1"; return 1; }
  done
}
swap_off() { [ "$(wc -l < /proc/swaps)" -le 1 ] || { echo 'swap is on'; return 1; }; }
named() { [ "$(hostname)" = ${quote(host.name)} ] || { echo "hostname is $(hostname)"; return 1; }; }
hosts_known() { sed -n '/^# slipway begin$/,/^# slipway end$/p' /etc/hosts | cmp -s - ${hostsBlockPath} || { echo '/etc/hosts lacks the block'; return 1; }; }
${family.selinux ? `selinux_permissive() { ! command -v getenforce >/dev/null || [ "$(getenforce)" != Enforcing ] || { echo 'SELinux is enforcing'; return 1; }; }\n` : ''}${family.firewallUnit ? `firewall_off() { ! systemctl is-active --quiet ${family.firewallUnit} || { echo '${family.firewallUnit} is active'; return 1; }; }\n` : ''}`;
  const questions = ['kernel_ready', 'swap_off', 'named', 'hosts_known'];
  if (family.selinux) questions.push('selinux_permissive');
  if (family.firewallUnit) questions.push('firewall_off');

  return step({
    action: 'prepare-os',
    host: host.name,
    phase: 'prepare',
    needs: [],
    files,
    observe: `${filesInPlace(files)}
${state}
${questions.map((question) => `${question} >/dev/null || exit 1`).join('\n')}`,
    act: `echo 'Kernel modules'
# tolerant: they may be built in; what counts is checked at the end
for module in overlay br_netfilter vxlan; do modprobe "$module" 2>/dev/null || echo "$module: not loaded as a module"; done
echo 'Kernel settings'
sysctl -q -p /etc/sysctl.d/90-slipway.conf
if [ "$(wc -l < /proc/swaps)" -gt 1 ]; then
  echo 'Swap off'
  swapoff -a
fi
if [ -f /etc/fstab ] && grep -Eq '^[^#].*[[:space:]]swap[[:space:]]' /etc/fstab; then
  echo 'Swap out of /etc/fstab (the old one is /etc/fstab.slipway)'
  sed -i.slipway -E '/^[^#].*[[:space:]]swap[[:space:]]/s/^/# slipway: /' /etc/fstab
fi
if [ "$(hostname)" != ${quote(host.name)} ]; then
  echo 'Hostname' ${quote(host.name)}
  printf '%s\\n' ${quote(host.name)} > /etc/hostname
  hostnamectl set-hostname ${quote(host.name)} 2>/dev/null || hostname ${quote(host.name)}
fi
echo 'Names of all hosts in /etc/hosts'
# written in place: the file may be a mount of its own
kept=$(sed '/^# slipway begin$/,/^# slipway end$/d' /etc/hosts)
{ printf '%s\\n' "$kept"; cat ${hostsBlockPath}; } > /var/lib/slipway/hosts.new
cat /var/lib/slipway/hosts.new > /etc/hosts
rm -f /var/lib/slipway/hosts.new
${
  family.selinux
    ? `if command -v getenforce >/dev/null && [ "$(getenforce)" = Enforcing ]; then
  echo 'SELinux permissive'
  setenforce 0
fi
[ ! -f /etc/selinux/config ] || sed -i 's/^SELINUX=enforcing$/SELINUX=permissive/' /etc/selinux/config
`
    : ''
}${
  family.firewallUnit
    ? `if systemctl is-active --quiet ${family.firewallUnit} || systemctl is-enabled --quiet ${family.firewallUnit} 2>/dev/null; then
  echo '${family.firewallUnit} off'
  systemctl disable --now --quiet ${family.firewallUnit}
fi
`
    : ''
}`,
    verify: `${state}
${questions.join('\n')}`,
    deadlineSeconds: { act: 120, verify: 30 },
    estimateSeconds: 2,
  });
}
