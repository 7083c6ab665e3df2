import { runsRainbond } from '@/lib/plan/host-needs';
import type { PlanHost } from '@/lib/plan/schema';
import { quoteAll } from '@/lib/text/quote';
import { type CheckContext, type CheckValues, finding, notRun, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

/** Where data lies that is mounted into containers or mounted by name. */
function dataFolders({ plan }: CheckContext, host: PlanHost): string[] {
  return [
    '/var/lib/containerd',
    '/var/lib/kubelet',
    ...(host.roles.includes('etcd') ? ['/var/lib/etcd'] : []),
    ...(runsRainbond(plan, host) ? ['/opt/rainbond'] : []),
  ];
}

/** overlayfs needs to know from a directory's entry what kind it is: ftype=1, mkfs.xfs' default since xfsprogs 3.2.3. */
const ftype = hostCheck({
  id: 'disk.xfs.ftype',
  source: 'overlayfs: the upper file system must support d_type (xfs ftype=1)',
  appliesTo: runsKubernetes,
  byHand: () => 'xfs_info "$(stat -c %m /var/lib)" | grep ftype',
  script: () => `see_filesystems /var/lib/containerd
nearest_folder /var/lib/containerd
read -r _ kind _ _ _ _ mount <<< "\${filesystem_rows[$nearest]}"
[ -z "$kind" ] || echo "type $kind"
if [ "$kind" = xfs ]; then
  if type -P xfs_info >/dev/null; then xfs_info "$mount"; else echo 'no xfs_info'; fi
fi`,
  judge: (reading) => {
    const type = /^type (\S+)$/m.exec(reading.stdout)?.[1];
    if (!type) return unreadable(reading);
    if (type !== 'xfs') return passed({ type, ftype: '' });
    if (/^no xfs_info$/m.test(reading.stdout)) return notRun('tool-missing', { tool: 'xfs_info' });
    const found = /\bftype=(\d+)/.exec(reading.stdout)?.[1];
    if (found === undefined) return unreadable(reading);
    return found === '1' ? passed({ type, ftype: found }) : finding('block', { type, ftype: found }, reading.stdout);
  },
});

const symlink = hostCheck({
  id: 'disk.symlink',
  source: 'Embedded Cluster, rainbond-offline-installer: the data folder is no symbolic link',
  appliesTo: runsKubernetes,
  byHand: (context, host) => `readlink -m ${dataFolders(context, host).join(' ')}`,
  // Of what is no link itself and below none, nobody needs to ask for the real name.
  script: (context, host) => `for folder in ${dataFolders(context, host).join(' ')}; do
  real=$folder path=$folder
  while [ -n "$path" ]; do
    if [ -L "$path" ]; then real=$(readlink -m -- "$folder"); break; fi
    path=\${path%/*}
  done
  printf '%s\\n' "$real"
done`,
  judge: (reading, context, host) => {
    const folders = dataFolders(context, host);
    const real = linesOf(reading.stdout);
    if (real.length !== folders.length || !real.every((path) => path.startsWith('/'))) return unreadable(reading);
    const links = folders.flatMap((folder, index) => (real[index] === folder ? [] : [`${folder} → ${real[index]}`]));
    const values = { count: links.length, links: links.join(', ') };
    return links.length === 0 ? passed(values) : finding('block', values);
  },
});

/** Containers that don't run as root go through these to what is mounted into them. */
function passages(context: CheckContext, host: PlanHost): string[] {
  return ['/', '/var', '/var/lib', '/opt', ...(runsRainbond(context.plan, host) ? ['/opt/rainbond'] : [])];
}

const closedIn = ({ folders }: CheckValues): string[] =>
  typeof folders === 'string' ? folders.split(', ').filter((path) => path.startsWith('/')) : [];

const permission = hostCheck({
  id: 'disk.perm',
  source: 'Embedded Cluster: each folder above the data is executable for all',
  appliesTo: runsKubernetes,
  byHand: (context, host) => `stat -c '%a %n' ${passages(context, host).join(' ')}`,
  // What doesn't exist yet is made by the install, with the bit.
  script: (context, host) => `stat -c '%a %n' -- ${passages(context, host).join(' ')} 2>/dev/null`,
  judge: (reading) => {
    const read = linesOf(reading.stdout).map((line) => /^([0-7]{1,4}) (\/.*)$/.exec(line));
    if (!read.some((match) => match?.[2] === '/') || read.includes(null)) return unreadable(reading);
    const closed = read.flatMap((match) => (Number.parseInt(match?.[1] ?? '', 8) & 1 ? [] : [match]));
    const values = {
      count: closed.length,
      folders: closed.map((match) => match?.[2]).join(', '),
      found: closed.map((match) => `${match?.[2]} ${match?.[1]}`).join(', '),
    };
    return closed.length === 0 ? passed(values) : finding('block', values);
  },
  fix: {
    script: (_context, _host, values) =>
      closedIn(values).length > 0 ? `chmod o+x -- ${quoteAll(closedIn(values))}` : null,
    verify: (_context, _host, values) =>
      `[ -z "$(find ${quoteAll(['/', ...closedIn(values)])} -maxdepth 0 ! -perm -0001)" ]`,
  },
});

export const diskFolderChecks = [ftype, symlink, permission];
