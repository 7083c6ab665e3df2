import { quote } from '@/lib/text/quote';
import type { Context, Target, Vip } from '../context';
import { apiReady } from '../health';
import { markOwner } from '../owner';
import type { Step } from '../runbook';
import { file, filesInPlace, stampPath, step, stepId, waitFor } from '../step';

const configPath = '/etc/keepalived/keepalived.conf';
const checkPath = '/etc/keepalived/check-api.sh';
const gatewayCheckPath = '/etc/keepalived/check-gateway.sh';

/** Nothing is sent, so the certificate need not be checked; and the check must work before it can be read by others. */
const check = `#!/bin/sh
# the API server of this host itself, with a deadline: one that hangs is as good as gone
exec curl -sfk -o /dev/null -m 2 https://localhost:6443/readyz
`;

function interfaceOf(vip: Vip, host: Target): string {
  return vip.interface || host.interface;
}

/** What the entry is made from: of a cluster of this run, or of one that exists. */
export type EntryContext = Pick<Context, 'plan' | 'vip' | 'vipHolders' | 'applicationVip' | 'gateways'> & {
  /** The host on which steps about the whole cluster run. */
  first: { name: string };
};

/** One virtual address on one host. */
export type VrrpInstance = {
  name: 'kubernetes' | 'applications';
  vip: Vip;
  /** Hosts that may hold it, the first in favour. */
  members: Target[];
  /** Scripts without which a host gives it away. */
  checks: ('api' | 'gateway')[];
  /** Id of the secret that VRRP 2 carries. */
  password: string;
};

export const apiPassword = 'vrrp-password';
export const applicationPassword = 'vrrp-application-password';

/**
 * The virtual addresses that a host may hold. Applications' favour the last gateway, as the API's the first control plane, so that
 * usually no host has both.
 */
export function instancesOf(context: Omit<EntryContext, 'first'>, host: Target): VrrpInstance[] {
  const { vip, vipHolders, applicationVip, gateways, plan } = context;
  const instances: VrrpInstance[] = [];
  if (vip && vipHolders.includes(host)) {
    const shared = plan.entry.api.kind === 'application-entry';
    const checks: VrrpInstance['checks'] = shared ? ['api', 'gateway'] : ['api'];
    instances.push({ name: 'kubernetes', vip, members: vipHolders, checks, password: apiPassword });
  }
  if (applicationVip && gateways.includes(host)) {
    const members = gateways.toReversed();
    const password = applicationPassword;
    instances.push({ name: 'applications', vip: applicationVip, members, checks: ['gateway'], password });
  }
  return instances;
}

/**
 * Whether applications can be reached through this host. One whose gateway is silent gives the address away only where another's
 * answers: before Rainbond runs, and while nothing of it does, the address stays somewhere. An answer of 5xx is none.
 *
 * @param alone what counts while no gateway answers at all
 */
function gatewayCheck(own: string, peers: string[], alone: string): string {
  return `#!/bin/sh
answers() {
  case $(curl -s -o /dev/null -m 1 -w '%{http_code}' "$1") in 000 | 5??) return 1 ;; esac
}
answers ${own} && exit 0
${peers.map((address) => `answers http://${address}/ && exit 1`).join('\n')}
# nobody serves applications yet
${alone}
`;
}

function gatewayCheckOf({ plan, gateways, vip }: EntryContext, host: Target): string {
  const own = plan.rainbond.kind === '5.17' ? 'http://localhost:10254/healthz' : 'http://localhost/';
  const peers = gateways.filter((peer) => peer !== host).map(({ address }) => address);
  const shared = vip && plan.entry.api.kind === 'application-entry';
  const proxy = 'exec curl -sf -o /dev/null -m 2 http://localhost:10256/healthz';
  // Not every cluster has a kube-proxy: what somebody else made is not asked for it.
  const existing = plan.kubernetes.distribution === 'existing';
  return gatewayCheck(own, peers, shared || existing ? 'exit 0' : proxy);
}

const scripts = {
  api: () => `vrrp_script api {
  script ${checkPath}
  interval 1
  timeout 3
  fall 4
  rise 1
}`,
  gateway: (members: number) => `vrrp_script gateway {
  script ${gatewayCheckPath}
  interval 2
  timeout ${members + 3}
  fall 3
  rise 1
}`,
} as const;

/**
 * Priorities far apart: with equal ones two backups became master at once and the loser's announcement stood (6.9 s
 * instead of 1.5 s). `nopreempt` only holds with a check without weight, which puts a host into FAULT.
 */
function instanceText({ name, vip, members, checks, password }: VrrpInstance, host: Target, version: number): string {
  const device = interfaceOf(vip, host);
  const rank = members.indexOf(host);
  const apart = Math.max(1, Math.min(50, Math.floor(240 / members.length)));
  const version2 = vip.vrrpVersion === 2;
  const interval = version2 ? Math.max(1, Math.round(vip.advertIntervalSeconds)) : vip.advertIntervalSeconds;
  const peers = members.filter((peer) => peer !== host).map(({ address }) => `    ${address}`);
  return `vrrp_instance ${name} {
  state BACKUP
  nopreempt
  interface ${device}
  virtual_router_id ${vip.virtualRouterId}
${vip.vrrpVersion === version ? '' : `  version ${vip.vrrpVersion}\n`}  priority ${250 - apart * rank}
  advert_int ${interval}
  garp_master_delay 1
  garp_master_refresh 5
${version2 ? `  authentication {\n    auth_type PASS\n    auth_pass @{secret:${password}}\n  }\n` : ''}${
  peers.length > 0 ? `  unicast_src_ip ${host.address}\n  unicast_peer {\n${peers.join('\n')}\n  }\n` : ''
}  virtual_ipaddress {
    ${vip.address}/32 dev ${device}
  }
  track_script {
${checks.map((check) => `    ${check}`).join('\n')}
  }
}
`;
}

/** keepalived.conf of a host with at least one instance. */
export function keepalivedConfig(instances: VrrpInstance[], host: Target): string {
  const version = instances[0]?.vip.vrrpVersion ?? 3;
  const checks = [...new Set(instances.flatMap((instance) => instance.checks))];
  const members = Math.max(...instances.map((instance) => instance.members.length));
  return `global_defs {
  router_id ${host.name}
  script_user nobody
  enable_script_security
  vrrp_version ${version}
}

${checks.map((check) => `${scripts[check](members)}\n\n`).join('')}${instances.map((instance) => instanceText(instance, host, version)).join('\n')}`;
}

/**
 * Before there is an API server a health-checked Keepalived gives the address to nobody. So for `kubeadm init` it is
 * set by hand on the first control plane, and Keepalived takes it over there once the API answers.
 */
export function holdVip(context: Context, vip: Vip): Step {
  const { first } = context;
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
${markOwner(context.owner, stampPath('hold-vip'))}
ip address replace ${vip.address}/32 dev ${device}
echo '${vip.address} is on' ${device} 'until Keepalived takes it over'`,
    verify: `${held}
held || { echo '${vip.address} is not on this host' >&2; exit 1; }`,
    deadlineSeconds: { act: 30, verify: 15, observe: 20 },
    estimateSeconds: 1,
  });
}

/** Keepalived on a host that may hold an address. The first one's also proves that the API answers at the VIP. */
export function keepalived(context: EntryContext, host: Target): Step {
  const { vip } = context;
  const instances = instancesOf(context, host);
  const first = host.name === context.first.name && vip !== null;
  const secret = instances.some((instance) => instance.vip.vrrpVersion === 2);
  const checks = instances.flatMap((instance) => instance.checks);
  const files = [
    file(configPath, secret ? '0600' : '0644', keepalivedConfig(instances, host)),
    ...(checks.includes('api') ? [file(checkPath, '0755', check)] : []),
    ...(checks.includes('gateway') ? [file(gatewayCheckPath, '0755', gatewayCheckOf(context, host))] : []),
  ];
  const running = `running() { systemctl is-active --quiet keepalived || { echo 'keepalived is not active'; return 1; }; }`;
  // while the address moves from hand to Keepalived nobody has it, and a question asked then would hang for its full 3 s
  const served = first
    ? `${apiReady}
served() { ip -4 -o address show dev ${quote(interfaceOf(vip, host))} | grep -qF ' ${vip.address}/' || curl -sk -o /dev/null --connect-timeout 0.5 -m 3 https://${vip.address}:6443/readyz || { echo '${vip.address} does not answer'; return 1; }; api_ready ${vip.address}:6443; }`
    : '';
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

/** Somebody holds the applications' address, as this host sees it. @param needs steps after which somebody should */
export function verifyApplicationEntry({ first }: EntryContext, vip: Vip, needs: string[]): Step {
  const held = `entry_held() { ping -c 1 -W 1 ${vip.address} >/dev/null 2>&1 || { echo '${vip.address} does not answer'; return 1; }; }`;
  return step({
    action: 'verify-application-entry',
    host: first.name,
    phase: 'verify',
    needs,
    observe: `${held}
entry_held >/dev/null || exit 1`,
    act: `${held}
${waitFor}
wait_for 60 'the address of applications' entry_held`,
    verify: `${held}
entry_held || exit 1
echo '${vip.address} is held by a gateway'`,
    deadlineSeconds: { act: 90, verify: 15, observe: 20 },
    estimateSeconds: 2,
  });
}
