import { osOfRelease } from '@/lib/hosts/os-release';
import { kernelNeeds, missesKernel } from '@/lib/plan/kernel-needs';
import { distributions, isListedOs, osFamilyOf } from '@/lib/plan/os-family';
import { isAtLeast } from '@/lib/plan/version';
import { finding, passed, unreadable } from '../../check';
import { everyHost } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

/** Versions of the host's own distribution where it is listed, else the distributions: a table's cell holds no more. */
function listed(id: string): string {
  const own = distributions.find((each) => each.id === id.toLowerCase());
  return own ? `${own.id} ${own.versions.join(', ')}` : distributions.map((each) => each.id).join(', ');
}

const supported = hostCheck({
  id: 'os.supported',
  source: 'Slipway lib/plan/os-family.ts',
  appliesTo: everyHost,
  byHand: () => 'cat /etc/os-release',
  replaces: ['plan.os.supported'],
  script: () => 'if [ -r /etc/os-release ]; then print_file /etc/os-release; else print_file /usr/lib/os-release; fi',
  judge: (reading) => {
    const os = osOfRelease(reading.stdout.split('\n'));
    if (os.id === '') return unreadable(reading);
    const family = osFamilyOf(os);
    const values = {
      found: os.prettyName || `${os.id} ${os.versionId}`,
      needed: listed(os.id),
      problem: family === null ? 'family' : isListedOs(os) ? 'none' : 'version',
      family: family ?? '',
    };
    if (values.problem === 'none') return passed(values);
    return finding(values.problem === 'family' ? 'block' : 'warn', values);
  },
});

/** kubelet, containerd and every step run as systemd units. */
const systemd = hostCheck({
  id: 'os.systemd',
  source: 'sd_booted(3): /run/systemd/system',
  appliesTo: everyHost,
  byHand: () => 'ls -d /run/systemd/system && systemctl --version',
  replaces: ['plan.host.systemd'],
  script: () => `if [ -d /run/systemd/system ]; then echo booted; else echo 'not booted'; fi
see_manager
# what isn't running can still say its version
if [ -n "$manager" ]; then printf '%s\\n' "$manager"; else systemctl --version 2>/dev/null; fi`,
  judge: (reading) => {
    const [booted, ...rest] = linesOf(reading.stdout);
    if (booted !== 'booted' && booted !== 'not booted') return unreadable(reading);
    const version = /^(?:Version=v?|systemd )(\d+)/m.exec(rest.join('\n'))?.[1] ?? '';
    const values = { version, problem: version === '' ? 'missing' : booted === 'booted' ? 'none' : 'notBooted' };
    return values.problem === 'none' ? passed(values) : finding('block', values);
  },
});

const kernel = hostCheck({
  id: 'os.kernel',
  source: 'Kubernetes “Linux kernel version requirements”; Cilium “System Requirements”',
  appliesTo: everyHost,
  byHand: () => 'uname -r',
  replaces: ['plan.host.kernel'],
  script: () => 'see_release; printf "%s\\n" "$release"',
  judge: (reading, { plan }) => {
    const found = reading.stdout.trim();
    const needs = kernelNeeds(plan);
    // The newest that is asked for is what a passed one is held against.
    const [newest] = [...needs].sort((a, b) => (isAtLeast(a.needed, b.needed) ? -1 : 1));
    if (!newest || isAtLeast(found, newest.needed) === null) return unreadable(reading);
    const missed = needs.find((need) => missesKernel(need, found));
    const { needed, why } = missed ?? newest;
    return missed ? finding(missed.severity, { found, needed, why }) : passed({ found, needed, why });
  },
});

export const osChecks = [supported, systemd, kernel];
