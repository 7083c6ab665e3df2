import type { PlanHost } from '@/lib/plan/schema';
import { hasPackage, packageFiles } from '@/lib/runbook/bundled-packages';
import { osTableOf } from '@/lib/runbook/os-family';
import { type CheckContext, finding, type HostCheck, passed, unreadable } from '../../check';
import { everyHost, runsKubernetes } from '../applies';
import { endLine, hasEnd, saidAfter } from '../lines';
import { isActive, type Unit, unitsOf, unitsScript } from '../units';

const daemons = [
  'chronyd.service',
  'chrony.service',
  'systemd-timesyncd.service',
  'ntpd.service',
  'ntp.service',
  'ntpsec.service',
  'openntpd.service',
];

/** TiUP: an offset of half a second and more fails. */
const mostMs = 500;

/** Milliseconds by which the clock is off, as the daemon says; null when it doesn't. */
function offsetOf(stdout: string): number | null {
  // chronyc -c: reference, name, stratum, reference time, offset of the system clock in s, …
  const chrony = saidAfter(stdout, 'chrony')[0]?.split(',');
  if (chrony && chrony.length >= 14 && chrony[13]?.trim() === 'Normal') return milliseconds(chrony[4], 's');
  const ntp = /\boffset=([-+]?[\d.]+)/.exec(saidAfter(stdout, 'ntpq').join(' '))?.[1];
  if (ntp !== undefined) return milliseconds(ntp, 'ms');
  const timesync = /^Offset: ([-+]?[\d.]+)(us|ms|s|min)$/.exec(
    saidAfter(stdout, 'timesync').find((line) => line.startsWith('Offset:')) ?? '',
  );
  return timesync ? milliseconds(timesync[1], timesync[2]) : null;
}

function milliseconds(text: string | undefined, unit: string | undefined): number | null {
  const factor = { us: 0.001, ms: 1, s: 1000, min: 60_000 }[unit ?? ''];
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return factor === undefined || Number.isNaN(value) ? null : Math.abs(value) * factor;
}

/** Whether the install's clock step finds a daemon to start, or brings one. */
function broughtByInstall(context: CheckContext, host: PlanHost, units: ReadonlyMap<string, Unit>): boolean {
  const { plan, facts, bundle } = context;
  if (!runsKubernetes(context, host) || plan.kubernetes.distribution !== 'kubeadm') return false;
  const os = facts[host.name]?.os;
  const family = os && osTableOf(os);
  if (!os || !family) return false;
  if (family.clockUnits.some((name) => units.get(name)?.load === 'loaded')) return true;
  if (plan.artifacts.kind === 'online') return true;
  return Boolean(bundle?.index && hasPackage(packageFiles(bundle.index, os, family), family.packages.chronyd));
}

export const timeSync: HostCheck = {
  kind: 'host',
  group: 'time',
  section: 'hosts',
  id: 'time.sync',
  source: 'kURL (unsynchronised); TiUP (offset < 500 ms)',
  appliesTo: everyHost,
  byHand: () => 'timedatectl; chronyc -n tracking || ntpq -pn || timedatectl timesync-status',
  replaces: ['plan.time.sync'],
  script: () => `${unitsScript(daemons)}
see_clock; echo "kernel $clock_synchronized"
see_processes
for name in "\${!distinct_processes[@]}"; do
  case $name in
    chronyd) type -P chronyc >/dev/null && echo "chrony $(timeout 3 chronyc -n -c tracking)" ;;
    ntpd) type -P ntpq >/dev/null && timeout 3 ntpq -nc rv | while IFS= read -r line; do echo "ntpq $line"; done ;;
    systemd-timesyn) timeout 3 timedatectl timesync-status 2>/dev/null | while read -r line; do echo "timesync $line"; done ;;
  esac
done
${endLine}`,
  judge: (reading, context, host) => {
    const { stdout } = reading;
    const units = unitsOf(stdout, daemons);
    const kernel = saidAfter(stdout, 'kernel')[0];
    if (!units || !hasEnd(stdout) || (kernel !== 'yes' && kernel !== 'no')) return unreadable(reading);
    const active = daemons.find((name) => isActive(units.get(name)));
    const installed = daemons.find((name) => units.get(name)?.load === 'loaded');
    const offset = offsetOf(stdout);
    const synced = kernel === 'yes' || (saidAfter(stdout, 'chrony')[0]?.endsWith(',Normal') ?? false);
    const brought = active === undefined && broughtByInstall(context, host, units);
    const values = {
      state: synced ? 'synced' : active ? 'searching' : 'alone',
      by: active ? 'daemon' : brought ? 'install' : 'nobody',
      unit: (active ?? installed ?? '').replace('.service', ''),
      offset: offset ?? 0,
      measured: offset === null ? 'no' : 'yes',
      most: mostMs,
    };
    if (offset !== null && offset >= mostMs) return finding('block', { ...values, state: 'off' }, stdout);
    if (synced) return passed(values);
    return finding(active || brought ? 'warn' : 'block', values, stdout);
  },
  fix: {
    // Where a daemon runs, only its servers can be wrong; and none can be started that isn't installed.
    script: (_context, _host, { by, unit }) =>
      by === 'daemon' || !unit
        ? null
        : `for unit in ${daemons.join(' ')}; do
  systemctl cat "$unit" >/dev/null 2>&1 || continue
  if systemctl enable --now --quiet "$unit"; then echo "$unit keeps the clock"; exit 0; fi
done
echo 'No daemon could be started' >&2
exit 1`,
    verify: () => `for unit in ${daemons.join(' ')}; do ! systemctl is-active --quiet "$unit" || exit 0; done\nexit 1`,
  },
};
