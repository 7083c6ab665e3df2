import type { PlanHost } from '@/lib/plan/schema';
import { type CheckContext, finding, notRun, passed, unreadable } from '../../check';
import { withRole } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

const useOf = (host: PlanHost) => (host.roles.includes('etcd') ? 'etcd' : 'build');
const folderOf = (host: PlanHost) => (useOf(host) === 'etcd' ? '/var/lib/etcd' : '/var/lib/containerd');

/** The device under the folder by its number in /sys; for btrfs, whose numbers are its own, by its name. */
const rotational = hostCheck({
  id: 'disk.rotational',
  source: 'etcd “Hardware recommendations”: SSD',
  appliesTo: withRole('etcd', 'build'),
  byHand: (_context, host) => `lsblk -o NAME,ROTA,TYPE,MOUNTPOINT; df ${folderOf(host)}`,
  replaces: ['plan.disk.rotational'],
  script: (_context, host) => `see_filesystems ${folderOf(host)}
nearest_folder ${folderOf(host)}
read -r source _ _ _ _ _ mount <<< "\${filesystem_rows[$nearest]}"
[ -n "$mount" ] || exit 1
device=
while read -r _ _ number _ place _; do [ "$place" != "$mount" ] || device=$number; done < /proc/self/mountinfo
major=\${device%:*} minor=\${device#*:}
if [ "$major" = 0 ]; then
  device=$source
  if [ -b "$device" ]; then read -r major minor < <(stat -L -c '%t %T' "$device"); major=$((16#$major)) minor=$((16#$minor)); fi
fi
disk=/sys/dev/block/$major:$minor
# a partition has no queue of its own; its disk is the folder above
[ -e "$disk/queue/rotational" ] || disk=$disk/..
if [ -r "$disk/queue/rotational" ]; then
  read -r turns < "$disk/queue/rotational"
  while IFS= read -r line; do case $line in DEVNAME=*) device=\${line#DEVNAME=} ;; esac; done < "$disk/uevent"
  echo "rotational $turns \${device##*/}"
else
  echo "unknown $device"
fi`,
  judge: (reading, _context, host) => {
    const [, turns, device = ''] = /^rotational ([01]) (\S+)$/m.exec(reading.stdout) ?? [];
    const values = { device, use: useOf(host), path: folderOf(host), turns: turns === '1' ? 'yes' : 'no' };
    if (turns === '0') return passed(values);
    if (turns === '1') return finding('warn', values);
    if (/^unknown \S/m.test(reading.stdout)) return notRun('unsupported', { what: 'rotational' });
    return unreadable(reading);
  },
});

/** Rook makes no OSD of anything smaller in our plans: kURL asks for one device of 10 GiB. */
const leastGib = 10;

type Device = {
  name: string;
  type: string;
  bytes: number;
  readOnly: boolean;
  filesystem: string;
  mount: string;
  parent: string;
};

function devicesOf(lines: string[]): Device[] | null {
  const devices = lines.map((line) => {
    const pair = Object.fromEntries([...line.matchAll(/([A-Z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    return {
      name: pair.NAME ?? '',
      type: pair.TYPE ?? '',
      bytes: Number(pair.SIZE ?? Number.NaN),
      readOnly: pair.RO === '1',
      filesystem: pair.FSTYPE ?? '',
      mount: pair.MOUNTPOINT ?? '',
      parent: pair.PKNAME ?? '',
    };
  });
  return devices.length > 0 && devices.every(({ name, bytes }) => name !== '' && bytes >= 0) ? devices : null;
}

/** lsblk calls these disks too, and nobody keeps data on them. */
const noDisks = /^\/dev\/(zram|ram|nbd|rbd|fd|loop)/;

const empty = hostCheck({
  id: 'block.empty',
  section: 'storage',
  source: 'Rook “Prerequisites”: a raw device without partitions or file system; kURL ≥ 10 GiB',
  appliesTo: ({ plan }: CheckContext, host) => plan.storage.kind === 'ceph' && host.roles.includes('ceph'),
  byHand: () => 'lsblk -f',
  tools: ['lsblk'],
  script: () => 'lsblk -b -n -p -P -o NAME,TYPE,SIZE,RO,FSTYPE,MOUNTPOINT,PKNAME',
  judge: (reading) => {
    const devices = devicesOf(linesOf(reading.stdout));
    if (!devices) return unreadable(reading);
    const parents = new Set(devices.map(({ parent }) => parent));
    const raw = devices.filter(
      ({ name, type, bytes, readOnly, filesystem, mount }) =>
        type === 'disk' &&
        !noDisks.test(name) &&
        !readOnly &&
        filesystem === '' &&
        mount === '' &&
        !parents.has(name) &&
        bytes >= leastGib * 2 ** 30,
    );
    const values = { count: raw.length, devices: raw.map(({ name }) => name).join(', '), needed: leastGib };
    return raw.length > 0 ? passed(values) : finding('block', values, reading.stdout);
  },
});

export const diskDeviceChecks = [rotational, empty];
