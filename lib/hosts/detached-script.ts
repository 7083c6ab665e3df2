import { quote } from '@/lib/text/quote';

/** One attempt at one step of a run: what a detached command is known by. */
export type DetachedRef = { runId: string; stepId: string; attempt: number };
export type DetachedFile = {
  /** Absolute. Below /run/slipway/ it is on tmpfs, for root only, and gone when the command ends. */
  path: string;
  /** Octal, as in `0644`. */
  mode: string;
  content: string;
};

const safe = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Refuses what could be anything but one name of a file, and returns it. */
function name(text: string): string {
  if (!safe.test(text) || text.includes('..')) throw new Error(`not a name that can be a folder's: ${text}`);
  return text;
}

/** Where an attempt lives on its host. `folder` stays; `secrets` is on tmpfs. */
export function placesOf(ref: DetachedRef, cluster: string) {
  const step = ref.stepId.split('/').map(name).join('~');
  const attempt = name(String(ref.attempt));
  const run = name(ref.runId);
  const home = `/var/lib/slipway/${name(cluster)}`;
  return {
    home,
    folder: `${home}/runs/${run}/${step}/${attempt}`,
    tmpfs: `/run/slipway/.runs/${run}/${step}~${attempt}`,
    unit: `slipway-${run.slice(0, 8)}-${step.replaceAll('~', '-')}-${attempt}.service`,
  };
}

/**
 * Read by bash before the script (BASH_ENV), so that line numbers are the script's own. Of failing commands only
 * those of the main shell are noted, the last one counts: a command substitution may fail and be tolerated.
 */
const prelude = `unset BASH_ENV
set -Eeuo pipefail
trap '{ slipway_rc=$?; if [ "$BASH_SUBSHELL" = 0 ]; then printf "%s %s\\n%s\\n" "$slipway_rc" "$LINENO" "$BASH_COMMAND" > "$SLIPWAY_FOLDER/failed"; fi; } 2> /dev/null' ERR
`;

/**
 * The unit's main process. `mkdir started` is what makes sure that a script never runs twice: whoever comes second goes
 * without a word. The exit status goes to a file of its own; the last word is \`finish\`'s.
 */
const main = `exec < /dev/null
folder=$1 tmpfs=$2 deadline=$3
mkdir "$folder/started" 2> /dev/null || exit 0
export SLIPWAY_FOLDER=$folder LC_ALL=C HOME=/root USER=root LOGNAME=root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cd /
limit=
[ "$deadline" = 0 ] || limit="timeout -k 10 $deadline"
SECONDS=0
BASH_ENV=$tmpfs/prelude $limit bash "$tmpfs/script" >> "$folder/output" 2>&1
rc=$?
if [ "$deadline" != 0 ] && [ "$SECONDS" -ge "$deadline" ] && { [ $rc = 124 ] || [ $rc = 137 ]; }; then echo deadline > "$folder/status"; else echo "exited $rc" > "$folder/status"; fi
`;

/**
 * Runs after the main process and everything it left behind are gone, however that came (ExecStopPost), so that the
 * number of bytes is final. Writes \`exit\` last and at once: what is read there is true.
 */
const finish = `{
folder=$1 tmpfs=$2
[ -d "$folder/started" ] || exit 0
[ ! -e "$folder/exit" ] || exit 0
while IFS= read -r path; do rm -f -- "$path"; done < "$tmpfs/list"
bytes=$(stat -c %s "$folder/output")
if [ "\${SERVICE_RESULT:-}" = timeout ]; then end=deadline
elif [ -s "$folder/status" ]; then end=$(cat "$folder/status")
else end="killed \${EXIT_STATUS:-}"; fi
printf '%s\\n%s\\n' "$bytes" "$end" > "$folder/exit.new"
mv "$folder/exit.new" "$folder/exit"
rm -rf -- "$tmpfs"
exit 0
}
`;

/** Prints the numbers of systemd's version: 252, 219, 0 when there is none. */
const systemdVersion = `version=$(systemctl --version 2> /dev/null | sed -n '1s/^systemd \\([0-9]*\\).*/\\1/p')
version=\${version:-0}`;

/** One console at a time, and none that holds an older number than the host has seen. Prints `fenced N` and stops. */
export const takeFence = `exec 9>> "$home/fence.lock" && flock 9 || exit 1
held=$(cat "$home/fence" 2> /dev/null); held=\${held:-0}
if [ "$held" -gt "$fence" ]; then echo "fenced $held"; exit 0; fi
if [ "$held" != "$fence" ]; then echo "$fence" > "$home/fence.new" && mv -f "$home/fence.new" "$home/fence" || exit 1; fi`;

/**
 * Ends what may still run of this cluster on the host before something new does: an earlier attempt at this step, and
 * anything of an earlier run. The console gave those up (the host was away for too long, a cancel that didn't reach
 * it), the host never heard of it, and two of the same must not run at once. Steps beside this one go on.
 */
export const endLeftovers = `for other in "$home"/runs/*/*/*; do
  [ -d "$other" ] && [ ! -e "$other/exit" ] && [ "$other" != "$folder" ] || continue
  step=\${other%/*}; run=\${step%/*}
  [ "$run" = "\${folder%/*/*}" ] && [ "$step" != "\${folder%/*}" ] && continue
  run=\${run##*/}; step=\${step##*/}
  left=slipway-\${run:0:8}-\${step//\\~/-}-\${other##*/}.service
  [ "$(systemctl show -p LoadState -- "$left")" = LoadState=loaded ] || continue
  systemctl stop -- "$left" 9>&- < /dev/null
  ! systemctl is-active --quiet -- "$left" || { echo "$left of an earlier attempt still runs and can't be stopped" >&2; exit 1; }
done`;

/**
 * Puts everything in place and starts the unit. Prints one word: started, already-started, or \`fenced N\`. The lock is
 * held all the while, so that two consoles come one after the other. A folder without \`started\`, whose unit systemd
 * does not know, is a claim whose maker died: it is taken over.
 */
export function startScript(
  ref: DetachedRef,
  start: { fence: number; cluster: string; files: DetachedFile[]; script: string; deadlineSeconds: number },
): { script: string; stdin: string } {
  const places = placesOf(ref, start.cluster);
  const inTmpfs = (path: string) => path.startsWith('/run/slipway/');
  const files: DetachedFile[] = [
    { path: `${places.tmpfs}/script`, mode: '0600', content: start.script },
    { path: `${places.tmpfs}/prelude`, mode: '0600', content: prelude },
    { path: `${places.tmpfs}/main`, mode: '0600', content: main },
    { path: `${places.tmpfs}/finish`, mode: '0600', content: finish },
    ...start.files.map((file) => (inTmpfs(file.path) ? { ...file, mode: '0600' } : file)),
  ];
  for (const file of files) {
    if (!/^\/[^\n\0]*[^/\n\0]$/.test(file.path) || file.path.split('/').includes('..'))
      throw new Error(`not a path: ${file.path}`);
    if (!/^[0-7]{3,4}$/.test(file.mode)) throw new Error(`not a mode: ${file.mode}`);
  }
  const stdin = files
    .map((file) => `${file.path}\n${file.mode}\n${Buffer.from(file.content).toString('base64')}\n`)
    .join('');
  const deadline = Math.max(0, Math.ceil(start.deadlineSeconds));
  const script = `set -u
home=${quote(places.home)} folder=${quote(places.folder)} tmpfs=${quote(places.tmpfs)} unit=${quote(places.unit)}
fence=${Math.trunc(start.fence)} deadline=${deadline}
umask 077
command -v systemd-run > /dev/null || { echo no-systemd; exit 0; }
mkdir -p "$home" /run/slipway || exit 1
${takeFence}
known() { [ "$(systemctl show -p LoadState -- "$unit")" = LoadState=loaded ]; }
if [ -d "$folder/started" ] || [ -e "$folder/exit" ] || { [ -d "$folder" ] && known; }; then echo already-started; exit 0; fi
${endLeftovers}
[ "$(stat -f -c %T /run/slipway)" = tmpfs ] || mount -t tmpfs -o mode=0700,size=64m slipway /run/slipway || exit 1
chmod 0700 /run/slipway
rm -rf -- "$tmpfs"
mkdir -p "$folder" "$tmpfs" && : > "$folder/output" || exit 1
: > "$tmpfs/list"
while IFS= read -r path && IFS= read -r mode && IFS= read -r content; do
  case $path in
    /run/slipway/*) mask=077; case $path in "$tmpfs"/*) ;; *) printf '%s\\n' "$path" >> "$tmpfs/list" ;; esac ;;
    *) mask=022 ;;
  esac
  (umask "$mask"; mkdir -p -- "\${path%/*}") || exit 1
  new=\${path%/*}/.\${path##*/}.slipway
  printf %s "$content" | base64 -d > "$new" && chown 0:0 -- "$new" && chmod "$mode" -- "$new" && mv -f -- "$new" "$path" || exit 1
done
[ -s "$tmpfs/finish" ] || exit 1
${systemdVersion}
if [ "$version" -ge 240 ]; then
  systemd-run --quiet --collect --unit="$unit" -p KillMode=control-group -p TimeoutStopSec=10 -p RuntimeMaxSec=\${deadline/#0/infinity} \\
    -p "ExecStopPost=/bin/bash $tmpfs/finish $folder $tmpfs" /bin/bash "$tmpfs/main" "$folder" "$tmpfs" 0 9>&- < /dev/null
else
  # systemd-run learnt ExecStopPost= and --collect later: the same as a unit file that a reboot removes
  printf '[Service]\\nType=simple\\nKillMode=control-group\\nTimeoutStopSec=10\\nExecStart=/bin/bash %s %s %s %s\\nExecStopPost=/bin/bash %s %s %s\\n' \\
    "$tmpfs/main" "$folder" "$tmpfs" "$deadline" "$tmpfs/finish" "$folder" "$tmpfs" > "/run/systemd/system/$unit" || exit 1
  systemctl daemon-reload && systemctl start "$unit" 9>&- < /dev/null
fi
rc=$?
if [ $rc != 0 ] && ! known && [ ! -d "$folder/started" ]; then exit 1; fi
echo started`;
  return { script, stdin };
}
