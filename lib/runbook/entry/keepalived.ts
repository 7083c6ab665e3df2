import type { Context, Target, Vip } from '../context';
import { apiReady } from '../health';
import { quote } from '../quote';
import type { Step } from '../runbook';
import { file, filesInPlace, stampPath, step, stepId, waitFor } from '../step';

const configPath = '/etc/keepalived/keepalived.conf';
const checkPath = '/etc/keepalived/check-api.sh';

/** Nothing is sent, so the certificate need not be checked; and the check must work before it can be read by others. */
const check = `#!/bin/sh
# the API server of this host itself, with a deadline: one that hangs is as good as gone
exec curl -sfk -o /dev/null -m 2 https://localhost:6443/readyz
`;

function interfaceOf(vip: Vip, host: Target): string {
  return vip.interface || host.interface;
}

/**
 * Priorities far apart: with equal ones two backups became master at once and the loser's announcement stood (6.9 s
 * instead of 1.5 s). `nopreempt` only holds with a check without weight, which puts a host into FAULT.
 */
export function keepalivedConfig(vip: Vip, controlPlanes: Target[], host: Target): string {
  const device = interfaceOf(vip, host);
  const rank = controlPlanes.indexOf(host);
  const apart = Math.max(1, Math.min(50, Math.floor(240 / controlPlanes.length)));
  const version2 = vip.vrrpVersion === 2;
  const interval = version2 ? Math.max(1, Math.round(vip.advertIntervalSeconds)) : vip.advertIntervalSeconds;
  const peers = controlPlanes.filter((peer) => peer !== host).map(({ address }) => `    ${address}`);
  return `global_defs {
  router_id ${host.name}
  script_user nobody
  enable_script_security
  vrrp_version ${vip.vrrpVersion}
}

vrrp_script api {
  script ${checkPath}
  interval 1
  timeout 3
  fall 4
  rise 1
}

vrrp_instance kubernetes {
  state BACKUP
  nopreempt
  interface ${device}
  virtual_router_id ${vip.virtualRouterId}
  priority ${250 - apart * rank}
  advert_int ${interval}
  garp_master_delay 1
  garp_master_refresh 5
${version2 ? '  authentication {\n    auth_type PASS\n    auth_pass @{secret:vrrp-password}\n  }\n' : ''}${
  peers.length > 0 ? `  unicast_src_ip ${host.address}\n  unicast_peer {\n${peers.join('\n')}\n  }\n` : ''
}  virtual_ipaddress {
    ${vip.address}/32 dev ${device}
  }
  track_script {
    api
  }
}
`;
}

/**
 * Before there is an API server a health-checked Keepalived gives the address to nobody. So for `kubeadm init` it is
 * set by hand on the first control plane, and Keepalived takes it over there once the API answers.
 */
export function holdVip(context: Context, vip: Vip): Step {
  const { first, plan } = context;
  const device = quote(interfaceOf(vip, first));
  const held = `held() { ip -4 -o address show dev ${device} | grep -qF ' ${vip.address}/'; }`;
  return step({
    action: 'hold-vip',
    host: first.name,
    phase: 'entry',
    needs: [stepId('packages', first)],
    observe: `${held}
held && exit 0
command -v curl >/dev/null || exit 1
# an API server behind it: Keepalived has it, on whichever host
[ -f /etc/kubernetes/pki/ca.crt ] && curl -sf -o /dev/null -m 3 --cacert /etc/kubernetes/pki/ca.crt https://${vip.address}:6443/readyz || exit 1`,
    act: `${held}
if ! held && ping -c 1 -W 1 ${vip.address} >/dev/null 2>&1; then
  echo '${vip.address} already answers, and it is not on this host: another machine has the VIP' >&2
  exit 1
fi
mkdir -p /var/lib/slipway/stamps
echo ${quote(plan.name)} > ${stampPath('hold-vip')}
ip address replace ${vip.address}/32 dev ${device}
echo '${vip.address} is on' ${device} 'until Keepalived takes it over'`,
    verify: `${held}
held || { echo '${vip.address} is not on this host' >&2; exit 1; }`,
    deadlineSeconds: { act: 30, verify: 15, observe: 20 },
    estimateSeconds: 1,
  });
}

/** Keepalived on one control plane. The first one's also proves that the API answers at the VIP. */
export function keepalived(context: Context, vip: Vip, host: Target): Step {
  const first = host === context.first;
  const secret = vip.vrrpVersion === 2;
  const files = [
    file(configPath, secret ? '0600' : '0644', keepalivedConfig(vip, context.controlPlanes, host)),
    file(checkPath, '0755', check),
  ];
  const running = `running() { systemctl is-active --quiet keepalived || { echo 'keepalived is not active'; return 1; }; }`;
  // while the address moves from hand to Keepalived nobody has it, and a question asked then would hang for its full 3 s
  const served = `${apiReady}
served() { ip -4 -o address show dev ${quote(interfaceOf(vip, host))} | grep -qF ' ${vip.address}/' || curl -sk -o /dev/null --connect-timeout 0.5 -m 3 https://${vip.address}:6443/readyz || { echo '${vip.address} does not answer'; return 1; }; api_ready ${vip.address}:6443; }`;
  return step({
    action: 'keepalived',
    host: host.name,
    phase: 'entry',
    needs: [stepId('keepalived-package', host), ...(first ? [stepId('kubeadm-init', host)] : [])],
    files,
    observe: `${filesInPlace(files)}
${running}
running >/dev/null || exit 1
systemctl is-enabled --quiet keepalived || exit 1${first ? `\n${served}\nserved >/dev/null || exit 1` : ''}`,
    act: `systemctl enable --quiet keepalived
systemctl restart keepalived
echo 'Keepalived started'${first ? `\n${waitFor}\n${served}\nwait_for 60 'the API at the VIP' served` : ''}`,
    verify: `${running}
${waitFor}
wait_for 15 'keepalived' running
${first ? `${served}\nwait_for 60 'the API at the VIP' served\nserved` : "echo 'Keepalived runs'"}`,
    deadlineSeconds: { act: 120, verify: 90 },
    estimateSeconds: first ? 3 : 1,
  });
}
