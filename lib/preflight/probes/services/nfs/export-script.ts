import { quote } from '@/lib/text/quote';
import type { NfsVersion } from './versions';

/** Names of what the checks make in the export: with the seconds since the epoch, so that a later run knows its age. */
export const folderPrefix = '.slipway-preflight-';
const leftoverMinutes = 10;

/**
 * Mounts the export by whatever this kernel has: mount.nfs where it is installed, else the kernel's own client, which takes the
 * server's address as an option. Without lockd of its own (no rpc.statd) version 3 is mounted without locks.
 */
export function mountNfs(server: string, path: string, version: NfsVersion): string {
  const source = quote(`${server}:${path}`);
  return `grep -qE '[[:space:]]nfs4?$' /proc/filesystems || modprobe -n -q nfs 2>/dev/null || { echo no-client; exit 0; }
locks=yes options=vers=${version},soft,timeo=50,retrans=1
${version === '3' ? 'command -v rpc.statd > /dev/null || { locks=no options=$options,nolock; }' : ''}
if command -v mount.nfs > /dev/null; then timeout -k 1 20 mount -t nfs -o "$options" ${source} "$at" 2>"$work/error"
else
  address=$(getent ahostsv4 ${quote(server)} | awk '{print $1; exit}')
  timeout -k 1 20 mount -i -t nfs -o "$options,addr=$address${version === '3' ? ',mountaddr=$address' : ''}" ${source} "$at" 2>"$work/error"
fi`;
}

/**
 * What one host does with a mounted export, in a mount namespace of its own: the mount is gone with the last process of the
 * script, however that ends. It prints a line per fact, holds the lock until its stdin ends, and then takes away what it made.
 *
 * @param mount bash that mounts on `$at`; sets `locks`
 * @param lock name of the file that all hosts lock, the same on each
 */
export function exportScript(mount: string, lock: string, nonce: string): string {
  return `work=$(mktemp -d /run/slipway-preflight.XXXXXX) || exit 1
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 1' TERM INT HUP
export work
exec 8<&0
unshare -m --propagation private timeout -k 2 50 bash -c ${quote(inside(mount, lock, nonce))} <&8`;
}

const inside = (mount: string, lock: string, nonce: string) => `at=$work/at
mkdir "$at"
mine=
trap '[ -z "$mine" ] || rm -rf "$mine"; umount -l "$at" 2>/dev/null' EXIT
trap 'exit 1' TERM INT HUP
${mount}
status=$?
if [ $status -ne 0 ]; then echo "mount $status $(tr '\\n' ' ' < "$work/error")"; exit 0; fi
echo mount 0
find "$at" -maxdepth 1 -name ${quote(`${folderPrefix}*`)} -mmin +${leftoverMinutes} -exec rm -rf {} + 2>/dev/null
mine=$at/${folderPrefix}${nonce}-$(hostname)-$$
if ! mkdir "$mine" 2>"$work/error"; then echo "write $(tr '\\n' ' ' < "$work/error")"; mine=; exit 0; fi
echo write
touch "$mine/owner" && chown 12345:12345 "$mine/owner" 2>/dev/null
echo "owner $(stat -c '%u:%g' "$mine/owner")"
began=$(date +%s%N)
dd if=/dev/zero of="$mine/sync" bs=4096 count=50 oflag=dsync 2>/dev/null && echo "sync 50 $(($(date +%s%N) - began))"
echo "space $(df -P -B1 "$at" | awk 'NR == 2 {print $4}')"
if [ "\${locks:-yes}" = no ]; then echo 'lock unsupported'
else
  exec 7>>"$at/${folderPrefix}${lock}.lock"
  flock -n 7; echo "lock $?"
fi
echo done
cat > /dev/null
rm -f "$at/${folderPrefix}${lock}.lock"`;

export type Use = {
  /** `no-client`: this kernel has no NFS client. Otherwise mount's own words when it failed. */
  mount: 'mounted' | 'no-client' | { failed: string };
  /** Why nothing can be written there; '' when it can, null when the script didn't come so far. */
  readOnly: string | null;
  owner: string | null;
  /** Milliseconds per synchronous write of 4 KiB. */
  syncMs: number | null;
  freeBytes: number | null;
  /** Whether this host got the lock; null when it couldn't ask. */
  locked: boolean | null;
};

/** Null while the script hasn't said yet whether it could mount. */
export function parseUse(printed: string): Use | null {
  // A line without its end may be half of one.
  const text = printed.slice(0, printed.lastIndexOf('\n') + 1);
  const line = (word: string) => new RegExp(`^${word}(?: (.*))?$`, 'm').exec(text);
  const use: Use = { mount: 'mounted', readOnly: null, owner: null, syncMs: null, freeBytes: null, locked: null };
  if (line('no-client')) return { ...use, mount: 'no-client' };
  const [, status = ''] = line('mount') ?? [];
  if (status === '') return null;
  if (status !== '0') return { ...use, mount: { failed: status.replace(/^\d+ /, '').trim() } };
  const [, count, ns] = /^sync (\d+) (\d+)$/m.exec(text) ?? [];
  const writing = line('write');
  const lock = line('lock')?.[1];
  return {
    ...use,
    readOnly: writing ? (writing[1]?.trim() ?? '') : null,
    owner: line('owner')?.[1] ?? null,
    syncMs: count && ns ? Number(ns) / Number(count) / 1e6 : null,
    freeBytes: line('space')?.[1] ? Number(line('space')?.[1]) : null,
    locked: lock === '0' ? true : lock === '1' ? false : null,
  };
}
