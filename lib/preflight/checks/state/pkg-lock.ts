import { finding, type HostCheck, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { endLine, fewOf, hasEnd, saidAfter } from '../lines';

/** Locked by fcntl(2) while a package manager works; the kernel's list says by whom. */
const locked = [
  '/var/lib/dpkg/lock-frontend',
  '/var/lib/dpkg/lock',
  '/var/lib/apt/lists/lock',
  '/var/cache/apt/archives/lock',
  '/var/lib/rpm/.rpm.lock',
  '/usr/lib/sysimage/rpm/.rpm.lock',
];
/** Files that hold the process' number while it works, and stay behind when it was killed. */
const numbered = [
  '/var/run/yum.pid',
  '/var/lib/dnf/rpmdb_lock.pid',
  '/var/cache/dnf/metadata_lock.pid',
  '/var/cache/dnf/download_lock.pid',
];

export const pkgLock: HostCheck = {
  kind: 'host',
  group: 'state',
  section: 'hosts',
  id: 'pkg.lock',
  source: 'dpkg lock-frontend; dnf and yum .pid files; proc_locks(5)',
  appliesTo: runsKubernetes,
  byHand: () => "lslocks | grep -E 'dpkg|apt|rpm'; cat /var/run/yum.pid /var/cache/dnf/*.pid",
  // Of a lock the kernel tells device and inode; Btrfs shows another device to stat, and there the program's name decides.
  // On Ubuntu a helper of unattended-upgrades that only waits for the shutdown is always there.
  script: () => `declare -A paths devices
name_of() { comm='?'; { IFS= read -r comm < "/proc/$1/comm"; } 2>/dev/null; }
places= files=()
for path in ${locked.join(' ')}; do [ ! -e "$path" ] || files+=("$path"); done
# where nobody locks anything, no file has to be looked up
if [ \${#files[@]} -gt 0 ] && read -r _ < /proc/locks; then places=$(stat -c '%i %d %n' "\${files[@]}" 2>/dev/null); fi
while read -r inode device path; do
  [ -n "$path" ] || continue
  paths[$inode]=$path
  printf -v "devices[$inode]" '%02x:%02x' $(((device >> 8) & 0xfff)) $(((device & 0xff) | ((device >> 12) & 0xfff00)))
done <<< "$places"
while read -r _ _ _ _ pid place _ _; do
  inode=\${place##*:}
  [ -n "$inode" ] && [ -n "\${paths[$inode]-}" ] || continue
  name_of "$pid"
  case $comm in apt*|dpkg*|unattended-upgr*|aptitude|dnf*|yum*|rpm*|packagekitd) ;; *) [ "\${place%:*}" = "\${devices[$inode]}" ] || continue ;; esac
  echo "held $pid $comm \${paths[$inode]}"
done < /proc/locks
for path in ${numbered.join(' ')}; do
  pid=
  { IFS= read -r pid < "$path"; } 2>/dev/null
  [[ $pid =~ ^[0-9]+$ ]] && [ -e "/proc/$pid" ] || continue
  name_of "$pid"
  case $comm in dnf*|yum*|python*|packagekitd|microdnf) echo "held $pid $comm $path" ;; esac
done
see_processes
for pid in "\${!process_names[@]}"; do
  comm=\${process_names[pid]}
  case $comm in
    unattended-upgr)
      grep -qsz -e '^--wait-for-signal$' "/proc/$pid/cmdline" || echo "held $pid $comm -" ;;
    dnf-automatic|yum-cron) echo "held $pid $comm -" ;;
  esac
done
[ ! -r /proc/locks ] || echo 'looked'
${endLine}`,
  judge: (reading) => {
    const { stdout } = reading;
    if (!hasEnd(stdout) || !/^looked$/m.test(stdout)) return unreadable(reading);
    const held = saidAfter(stdout, 'held').map((line) => /^(\S+) (.+) (\S+)$/.exec(line));
    if (held.includes(null)) return unreadable(reading);
    // One process often holds several.
    const holders = [...new Set(held.map((match) => `${match?.[2]} (${match?.[1]})`))];
    const values = { count: holders.length, holders: fewOf(holders) };
    return holders.length === 0 ? passed(values) : finding('warn', values, saidAfter(stdout, 'held').join('\n'));
  },
};
