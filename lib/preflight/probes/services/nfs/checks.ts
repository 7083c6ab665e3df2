import { quote } from '@/lib/text/quote';
import type { ProbeCheck } from '../../../check';
import { checksOf } from '../probe-check';
import { usesNfs } from '../users';

const check = checksOf('nfs', 'storage', usesNfs);

type Nfs = { server: string; path: string; version: string };

const by =
  (command: (nfs: Nfs) => string): ProbeCheck['byHand'] =>
  ({ plan: { storage } }) =>
    storage.kind === 'external-nfs' ? command(storage) : '';

const mounted = (then: string) =>
  by(
    ({ server, path, version }) =>
      `mkdir -p /run/nfs-check && mount -t nfs -o vers=${version} ${quote(`${server}:${path}`)} /run/nfs-check\n${then}\numount /run/nfs-check && rmdir /run/nfs-check`,
  );

export const nfsChecks: ProbeCheck[] = [
  check(
    'nfs.ports',
    'NFS: TCP 2049; rpcbind 111 for version 3 (RFC 1833)',
    by(({ server }) => `rpcinfo -p ${quote(server)}`),
  ),
  check(
    'nfs.versions',
    'RFC 1813, 7530, 8881: a NULL call of each version',
    by(({ server }) => `rpcinfo -t ${quote(server)} nfs 3; rpcinfo -t ${quote(server)} nfs 4`),
  ),
  check('nfs.mount', 'mount(8), as kubelet does it', mounted('ls -la /run/nfs-check')),
  check(
    'nfs.squash',
    'nfs-subdir-external-provisioner: no_root_squash',
    mounted(
      'touch /run/nfs-check/x && chown 12345:12345 /run/nfs-check/x && stat -c %u:%g /run/nfs-check/x; rm /run/nfs-check/x',
    ),
  ),
  check(
    'nfs.lock',
    'flock(2) from two hosts',
    mounted('flock -n /run/nfs-check/x sleep 30   # and the same on another host meanwhile'),
  ),
  check(
    'nfs.fsync',
    'threshold ours: 20 ms per write',
    mounted('dd if=/dev/zero of=/run/nfs-check/x bs=4k count=50 oflag=dsync; rm /run/nfs-check/x'),
  ),
  check('nfs.space', 'Rainbond docs: 40 GB free', mounted('df -h /run/nfs-check')),
];
