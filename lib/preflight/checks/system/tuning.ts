import { runsRainbond } from '@/lib/plan/host-needs';
import { internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { finding, notRun, passed, unreadable } from '../../check';
import { everyHost, runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

/** systemd before 240 gave services 4096; containers with many connections run out of it. */
const leastFiles = 65_536;
/** TiUP asks for it, for a database's host, and warns; kubelet's own maxOpenFiles is the same. A remark here, and a warning below `leastFiles`. */
const goodFiles = 1_000_000;

const openFiles = hostCheck({
  id: 'limits.nofile',
  source: 'systemd DefaultLimitNOFILE; TiUP, kubelet maxOpenFiles 1000000',
  appliesTo: runsKubernetes,
  byHand: () => 'systemctl show -p DefaultLimitNOFILE',
  tools: ['systemctl'],
  script: () => 'see_manager; printf "%s\\n" "$manager"',
  judge: (reading) => {
    const said = /^DefaultLimitNOFILE=(\d+|infinity)$/m.exec(reading.stdout)?.[1];
    if (said === undefined) return unreadable(reading);
    // infinity is what the kernel allows at most, fs.nr_open: 1048576 and more.
    const found = said === 'infinity' || Number(said) > 2 ** 31 ? 2 ** 31 : Number(said);
    const values = { found, needed: goodFiles };
    return found < leastFiles
      ? finding('warn', { found, needed: leastFiles })
      : found < goodFiles
        ? finding('info', values)
        : passed(values);
  },
  fix: {
    files: () => [
      {
        path: '/etc/systemd/system.conf.d/90-slipway.conf',
        filter: "cat >/dev/null && printf '%s\\n' '[Manager]' DefaultLimitNOFILE=1024:1048576",
      },
    ],
    script: () => 'systemctl daemon-reexec',
    verify: () => `found=$(systemctl show -p DefaultLimitNOFILE) && found=\${found#*=}
[ "$found" = infinity ] || [ "$found" -ge ${goodFiles} ]`,
  },
});

/** Whether a database will run there: they are who suffers from huge pages that the kernel puts together by itself. */
const runsDatabase = (plan: Plan, host: PlanHost) =>
  host.roles.some((role) => role === 'mysql-primary' || role === 'mysql-replica') ||
  (plan.database.kind === 'built-in' && runsRainbond(plan, host));

const hugePages = hostCheck({
  id: 'thp.mode',
  source: 'TiUP, MySQL and Redis manuals: transparent huge pages not “always”',
  appliesTo: everyHost,
  byHand: () => 'cat /sys/kernel/mm/transparent_hugepage/enabled',
  script: () => `if [ -r /sys/kernel/mm/transparent_hugepage/enabled ]; then
  read -r enabled < /sys/kernel/mm/transparent_hugepage/enabled; echo "thp $enabled"
else
  echo 'thp absent'
fi`,
  judge: (reading, { plan }, host) => {
    const said = /^thp (.+)$/m.exec(reading.stdout)?.[1];
    const found = said === 'absent' ? 'absent' : /\[(always|madvise|never)\]/.exec(said ?? '')?.[1];
    if (!found) return unreadable(reading);
    if (found !== 'always') return passed({ found });
    return finding(runsDatabase(plan, host) ? 'warn' : 'info', { found });
  },
  fix: {
    files: () => [
      {
        path: '/etc/tmpfiles.d/slipway-thp.conf',
        filter: "cat >/dev/null && echo 'w /sys/kernel/mm/transparent_hugepage/enabled - - - - madvise'",
      },
    ],
    script: () => 'echo madvise > /sys/kernel/mm/transparent_hugepage/enabled',
    verify: () => "! grep -q '\\[always\\]' /sys/kernel/mm/transparent_hugepage/enabled",
  },
});

const governorFiles = '/sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor';

const governor = hostCheck({
  id: 'cpu.governor',
  source: 'TiUP: CPU frequency governor performance',
  appliesTo: everyHost,
  byHand: () => 'cat /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor | sort | uniq -c',
  script: () => `for file in ${governorFiles}; do
  [ ! -r "$file" ] || { read -r governor < "$file"; echo "governor $governor"; }
done
echo end`,
  judge: (reading) => {
    const lines = linesOf(reading.stdout);
    if (lines.at(-1) !== 'end') return unreadable(reading);
    const governors = lines.flatMap((line) => /^governor (\S+)$/.exec(line)?.[1] ?? []);
    if (governors.length !== lines.length - 1) return unreadable(reading);
    const slow = governors.filter((each) => each !== 'performance');
    const values = { count: slow.length, cpus: governors.length, governors: [...new Set(slow)].join(', ') };
    return slow.length === 0 ? passed(values) : finding('warn', values);
  },
  fix: {
    files: () => [
      {
        path: '/etc/tmpfiles.d/slipway-governor.conf',
        filter: `cat >/dev/null && echo 'w ${governorFiles} - - - - performance'`,
      },
    ],
    script: () => `for file in ${governorFiles}; do
  [ ! -w "$file" ] || echo performance > "$file"
done`,
    verify: () => `! grep -qsvx performance ${governorFiles}`,
  },
});

/** Mbit/s. */
const leastSpeed = 1000;

const speed = hostCheck({
  id: 'nic.speed',
  source: 'TiUP, Harvester: ≥ 1 Gbit/s',
  appliesTo: everyHost,
  byHand: () => 'ip -br addr; grep . /sys/class/net/*/speed',
  tools: ['ip'],
  // Many virtual interfaces answer with an error.
  script: () => `see_addresses; printf '%s\\n' "$addresses"
for file in /sys/class/net/*/speed; do
  name=\${file%/speed}
  { read -r speed < "$file"; } 2>/dev/null || speed=unknown
  echo "speed \${name##*/} $speed"
done`,
  judge: (reading, _context, host) => {
    const lines = linesOf(reading.stdout);
    const address = internalAddressOf(host);
    const addresses = lines.flatMap((line) => {
      const [, name = '', found = ''] = /^\d+:\s+([^\s@]+)(?:@\S+)?\s+inet\s+([\d.]+)[/\s]/.exec(line) ?? [];
      return name ? [{ name, found }] : [];
    });
    if (addresses.length === 0) return unreadable(reading);
    const name = addresses.find(({ found }) => found === address)?.name;
    if (!name) return notRun('incomplete', { what: 'address' });
    const said = lines.find((line) => line.startsWith(`speed ${name} `))?.slice(`speed ${name} `.length);
    const mbps = Number(said);
    // -1 and 4294967295 are how drivers say that they don't know.
    if (!(mbps > 0) || mbps >= 2 ** 32 - 1) return notRun('unsupported', { what: 'link-speed' });
    const values = { mbps, interface: name, needed: leastSpeed };
    return mbps < leastSpeed ? finding('warn', values) : passed(values);
  },
});

export const tuningChecks = [openFiles, hugePages, governor, speed];
