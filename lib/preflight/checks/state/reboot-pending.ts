import { finding, type HostCheck, passed, unreadable } from '../../check';
import { everyHost } from '../applies';
import { endLine, hasEnd, saidAfter } from '../lines';

/** Numbers and words of a release, and what comes after its last number: 6.1.0-25-amd64 has the flavour amd64. */
function partsOf(release: string): { numbers: number[]; flavour: string } | null {
  const match = /^(\d[\d.\-_]*)(.*)$/.exec(release);
  if (!match) return null;
  const numbers = (match[1] ?? '')
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number);
  return { numbers, flavour: (match[2] ?? '').replace(/^[.+~-]+/, '') };
}

/** Whether another kernel of the same kind is newer: `a` of `5.10.0-60.18.0.50.oe2203.x86_64` and `…-153.12.0.92.oe2203sp2…`. */
function isNewer(candidate: string, running: string): boolean {
  const [a, b] = [partsOf(candidate), partsOf(running)];
  if (!a || !b) return false;
  // oe2203 and oe2203sp2, el9_3 and el9_4 are one kind; amd64 and cloud-amd64, generic and aws are not.
  const kind = (flavour: string) =>
    flavour
      .replace(/\d+/g, '')
      .replace(/sp(?=\.)/, '')
      .replace(/_+/g, '');
  if (kind(a.flavour) !== kind(b.flavour)) return false;
  for (let at = 0; at < Math.max(a.numbers.length, b.numbers.length); at++) {
    const [x = 0, y = 0] = [a.numbers[at], b.numbers[at]];
    if (x !== y) return x > y;
  }
  return false;
}

export const rebootPending: HostCheck = {
  kind: 'host',
  group: 'state',
  section: 'hosts',
  id: 'reboot.pending',
  source: '/run/reboot-required (update-notifier); newest kernel in /boot',
  appliesTo: everyHost,
  byHand: () => 'ls /run/reboot-required*; uname -r; ls /boot/vmlinuz-* /lib/modules',
  script: () => `see_release; echo "running $release"
for file in /run/reboot-required /var/run/reboot-required; do [ ! -e "$file" ] || { echo "required $file"; break; }; done
for file in /boot/vmlinuz-* /boot/vmlinux-*; do [ ! -e "$file" ] || { file=\${file##*/vmlinu[xz]-}; echo "kernel $file"; }; done
for folder in /lib/modules/*; do [ ! -d "$folder/kernel" ] || echo "modules \${folder##*/}"; done
${endLine}`,
  judge: (reading) => {
    const { stdout } = reading;
    const running = saidAfter(stdout, 'running')[0];
    if (!hasEnd(stdout) || !running) return unreadable(reading);
    const newer = saidAfter(stdout, 'kernel')
      .filter((release) => !/rescue|kdump/.test(release) && isNewer(release, running))
      .sort((a, b) => (isNewer(a, b) ? -1 : 1));
    const modules = saidAfter(stdout, 'modules');
    const required = saidAfter(stdout, 'required').length > 0;
    // Its folder goes away with its package: whatever isn't loaded yet can't be loaded any more.
    const gone = modules.length > 0 && !modules.includes(running);
    const why = gone ? 'modules' : required ? 'required' : newer[0] ? 'kernel' : 'none';
    const values = { why, running, newer: newer[0] ?? '' };
    return why === 'none' ? passed(values) : finding('warn', values, stdout);
  },
};
