import { osTableOf } from '@/lib/runbook/os-family';
import { matchesWildcards } from '@/lib/text/wildcards';
import { type CheckContext, finding, type HostCheck, passed, unreadable } from '../../check';
import { everyHost, runsKubernetes } from '../applies';
import { endLine, hasEnd, linesOf, saidAfter } from '../lines';
import { isActive, isEnabled, unitsOf, unitsScript } from '../units';

const common = { kind: 'host', group: 'state', section: 'hosts' } as const;

const runtimes = ['docker.service', 'docker.socket', 'crio.service'];
/** docker's containers are those of containerd's namespace moby; crio's each have a conmon. */
const countContainers = `containers=0
for task in /run/containerd/io.containerd.runtime.v2.task/moby/* /run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby/*; do [ ! -e "$task" ] || containers=$((containers + 1)); done
for comm in /proc/[0-9]*/comm; do
  { IFS= read -r name < "$comm"; } 2>/dev/null || continue
  case $name in conmon|docker-containe) containers=$((containers + 1)) ;; esac
done`;

const runtime: HostCheck = {
  ...common,
  id: 'service.conflict.runtime',
  source: 'RKE2 “Known issues”; kubekey',
  appliesTo: runsKubernetes,
  byHand: () => `systemctl is-active ${runtimes.join(' ')}; docker ps`,
  replaces: ['plan.host.service'],
  script: () => `${unitsScript(runtimes)}\n${countContainers}\necho "containers $containers"`,
  judge: (reading) => {
    const units = unitsOf(reading.stdout, runtimes);
    const containers = /^containers (\d+)$/m.exec(reading.stdout)?.[1];
    if (!units || containers === undefined) return unreadable(reading);
    const active = runtimes.filter((name) => isActive(units.get(name)));
    const values = { count: active.length, units: active.join(', '), containers: Number(containers) };
    return active.length === 0 ? passed(values) : finding('warn', values);
  },
  fix: {
    // Somebody's containers are not ours to stop.
    script: (_context, _host, values) =>
      values.containers === 0
        ? `${countContainers}
if [ "$containers" -gt 0 ]; then echo "$containers containers run: nothing is stopped" >&2; exit 1; fi
for unit in ${[...runtimes].reverse().join(' ')}; do
  ! systemctl cat "$unit" >/dev/null 2>&1 || systemctl disable --now --quiet "$unit"
done`
        : null,
    verify: () => `for unit in ${runtimes.join(' ')}; do ! systemctl is-active --quiet "$unit" || exit 1; done`,
  },
};

const firewalls = ['firewalld.service', 'ufw.service'];

/**
 * ufw's unit is active on every Ubuntu, also while ufw is off: its own file says. On the RHEL family the install stops
 * firewalld by itself.
 */
const firewall: HostCheck = {
  ...common,
  id: 'service.conflict.firewall',
  source: 'RKE2 “Known issues”: firewalld conflicts with the pod network',
  appliesTo: everyHost,
  byHand: () => 'systemctl is-active firewalld; ufw status',
  replaces: ['plan.host.service'],
  script: () => `${unitsScript(firewalls)}
if [ -r /etc/ufw/ufw.conf ]; then while IFS= read -r line; do case $line in ENABLED=*) echo "ufw $line" ;; esac; done < /etc/ufw/ufw.conf; fi
${endLine}`,
  judge: (reading, context, host) => {
    const units = unitsOf(reading.stdout, firewalls);
    if (!units || !hasEnd(reading.stdout)) return unreadable(reading);
    const ufwOn = /^ENABLED=["']?yes["']?$/i.test(saidAfter(reading.stdout, 'ufw').at(-1) ?? '');
    const firewalld = isActive(units.get('firewalld.service'));
    const on = [...(firewalld ? ['firewalld'] : []), ...(ufwOn && isActive(units.get('ufw.service')) ? ['ufw'] : [])];
    const os = context.facts[host.name]?.os;
    const stopped = (os && osTableOf(os)?.firewallUnit) === 'firewalld.service' && runsKubernetes(context, host);
    const byInstall = on.join() === 'firewalld' && stopped && context.plan.kubernetes.distribution === 'kubeadm';
    const values = { count: on.length, units: on.join(', '), by: byInstall ? 'install' : 'nobody' };
    if (on.length === 0) return passed(values);
    const rke2 = context.plan.kubernetes.distribution === 'rke2' && firewalld;
    return finding(byInstall ? 'info' : rke2 ? 'block' : 'warn', values);
  },
  fix: {
    script:
      () => `if systemctl cat firewalld.service >/dev/null 2>&1; then systemctl disable --now --quiet firewalld.service; fi
if type -P ufw >/dev/null; then ufw --force disable; fi`,
    verify: () => `! systemctl is-active --quiet firewalld.service || exit 1
[ ! -r /etc/ufw/ufw.conf ] || ! grep -qiE "^ENABLED=[\\"']?yes" /etc/ufw/ufw.conf`,
  },
};

const cloud = ['nm-cloud-setup.service', 'nm-cloud-setup.timer'];

const cloudSetup: HostCheck = {
  ...common,
  id: 'service.conflict.cloud',
  source: 'RKE2 “Known issues”: nm-cloud-setup.service and .timer disabled',
  appliesTo: runsKubernetes,
  byHand: () => `systemctl is-enabled ${cloud.join(' ')}; ip rule`,
  script: () => unitsScript(cloud),
  judge: (reading) => {
    const units = unitsOf(reading.stdout, cloud);
    if (!units) return unreadable(reading);
    const on = cloud.filter((name) => isActive(units.get(name)) || isEnabled(units.get(name)));
    const values = { count: on.length, units: on.join(', ') };
    return on.length === 0 ? passed(values) : finding('block', values);
  },
  fix: {
    script: () => `systemctl disable --now --quiet ${cloud.join(' ')}
echo 'Its rules of routing (ip rule) stay until the next boot'`,
    verify: () => `for unit in ${cloud.join(' ')}; do
  ! systemctl is-active --quiet "$unit" && ! systemctl is-enabled --quiet "$unit" 2>/dev/null || exit 1
done`,
  },
};

const manager = ['NetworkManager.service'];
const managerFile = '/etc/NetworkManager/conf.d/slipway-unmanaged.conf';
/** What each pod network makes, with a name that a pattern has to match. */
const interfaces: Record<string, string[]> = {
  flannel: ['flannel*', 'cni*', 'veth*'],
  calico: ['cali*', 'tunl*', 'vxlan.calico', 'wireguard.cali'],
  cilium: ['cilium*', 'lxc*'],
};
const exampleOf = (pattern: string) => pattern.replace('*', '0');

const wantedOf = ({ plan }: CheckContext) => interfaces[plan.kubernetes.cni] ?? [];

/** `interface-name:cali*` (NetworkManager.conf(5), “Device List Format”); `*` and `?` are the only signs used. */
function matches(spec: string, name: string): boolean {
  if (spec === '*') return true;
  const pattern = /^interface-name:=?(.+)$/.exec(spec)?.[1];
  return pattern !== undefined && matchesWildcards(pattern, name);
}

const networkManager: HostCheck = {
  ...common,
  id: 'service.conflict.networkmanager',
  source: 'RKE2 “Known issues”: NetworkManager unmanaged-devices',
  appliesTo: (context, host) => runsKubernetes(context, host) && wantedOf(context).length > 0,
  byHand: () =>
    "grep -rs '^unmanaged-devices' /etc/NetworkManager /run/NetworkManager/conf.d /usr/lib/NetworkManager/conf.d; nmcli device",
  script: () => `${unitsScript(manager)}
[ ! -d /etc/NetworkManager ] || grep -hsE '^[[:space:]]*unmanaged-devices[[:space:]]*\\+?=' /etc/NetworkManager/NetworkManager.conf /etc/NetworkManager/conf.d/*.conf /run/NetworkManager/conf.d/*.conf /usr/lib/NetworkManager/conf.d/*.conf
${endLine}`,
  judge: (reading, context) => {
    const units = unitsOf(reading.stdout, manager);
    if (!units || !hasEnd(reading.stdout)) return unreadable(reading);
    const specs = linesOf(reading.stdout).flatMap((line) =>
      (/^\s*unmanaged-devices\s*\+?=(.*)$/.exec(line)?.[1] ?? '').split(/[;,]/).map((spec) => spec.trim()),
    );
    const managed = wantedOf(context).filter((pattern) => !specs.some((spec) => matches(spec, exampleOf(pattern))));
    const active = isActive(units.get('NetworkManager.service'));
    const values = {
      count: active ? managed.length : 0,
      interfaces: managed.join(', '),
      active: active ? 'yes' : 'no',
      needed: wantedOf(context).join(', '),
    };
    return values.count === 0 ? passed(values) : finding('warn', values);
  },
  fix: {
    files: (context) => [
      {
        path: managerFile,
        filter: `cat >/dev/null; printf '%s\\n' '[keyfile]' 'unmanaged-devices+=${wantedOf(context)
          .map((pattern) => `interface-name:${pattern}`)
          .join(';')}'`,
      },
    ],
    script: () => 'systemctl reload NetworkManager.service',
    verify: (context) =>
      wantedOf(context)
        .map((pattern) => `grep -qsF 'interface-name:${pattern}' ${managerFile}`)
        .join(' && '),
  },
};

export const serviceConflicts = [runtime, firewall, networkManager, cloudSetup];
