import { finding, passed, unreadable } from '../../check';
import { everyHost, runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

/** systemd-detect-virt(1), “container”: kubelet needs more of a kernel than most containers get. */
const containers = [
  'openvz',
  'lxc',
  'lxc-libvirt',
  'systemd-nspawn',
  'docker',
  'podman',
  'rkt',
  'wsl',
  'proot',
  'pouch',
];

/** A hypervisor is shown and is no finding: nothing fails for it by itself, and what may (disk.EnableUUID, memory, clock) has checks of its own. */
const detect = hostCheck({
  id: 'virt.detect',
  source: 'systemd-detect-virt(1)',
  appliesTo: everyHost,
  byHand: () => 'systemd-detect-virt',
  tools: ['systemd-detect-virt'],
  script: () => 'see_virtualization; printf "%s\\n" "$virtualization"',
  judge: (reading) => {
    const found = /^\s*([a-z][a-z0-9-]*)\s*$/.exec(reading.stdout)?.[1];
    if (!found) return unreadable(reading);
    const values = { found, kind: containers.includes(found) ? 'container' : found === 'none' ? 'none' : 'machine' };
    return values.kind === 'container' ? finding('warn', values) : passed(values);
  },
});

/** With disk.EnableUUID=TRUE udev makes names from the disks' serial numbers; vSphere's storage driver finds volumes by them. */
const diskUuid = hostCheck({
  id: 'virt.disk_uuid',
  section: 'storage',
  source: 'vSphere CSI “Prerequisites”: disk.EnableUUID=TRUE',
  appliesTo: runsKubernetes,
  byHand: () => 'systemd-detect-virt --vm; ls -l /dev/disk/by-id',
  tools: ['systemd-detect-virt'],
  // Of a container, the first word is the container's; and without such disks nothing depends on it.
  script: () => `see_virtualization
vm=$virtualization
case $vm in ${containers.join('|')}|container-other) for disk in /sys/block/sd*; do [ ! -e "$disk" ] || { vm=$(systemd-detect-virt --vm); break; }; done ;; esac
echo "vm $vm"
for disk in /sys/block/sd*; do [ ! -e "$disk" ] || echo "disk \${disk##*/}"; done
for id in /dev/disk/by-id/wwn-* /dev/disk/by-id/scsi-3*; do [ ! -e "$id" ] || echo "id \${id##*/}"; done`,
  judge: (reading, { plan }) => {
    const lines = linesOf(reading.stdout);
    const machine = /^vm ([a-z][a-z0-9-]*)$/.exec(lines[0] ?? '')?.[1];
    if (!machine) return unreadable(reading);
    const disks = lines.filter((line) => line.startsWith('disk ')).length;
    const ids = lines.filter((line) => line.startsWith('id ')).length;
    const values = { machine, disks, ids, vsphere: machine === 'vmware' ? 'yes' : 'no' };
    if (machine !== 'vmware' || disks === 0 || ids > 0) return passed(values);
    // Only volumes of vSphere's own StorageClass need it.
    return finding(plan.storage.kind === 'storage-class' ? 'warn' : 'info', values, reading.stdout);
  },
});

export const virtualizationChecks = [detect, diskUuid];
