import { quote } from '@/lib/hosts/quote';

/** A check's script as it goes to one host. */
export type ScriptPart = {
  id: string;
  script: string;
  /** Programs without which it isn't run. */
  tools: readonly string[];
  deadlineSeconds: number;
};

/** Of each stream so much is kept, bytes. */
export const keptBytes = 64 * 1024;

/** Milliseconds after which a check goes on in the background and the next one starts. */
const patienceMs = 150;
/** So many go on in the background at once. */
const atOnce = 8;

/**
 * All of a host's checks as one bash script (4.2 and later: CentOS 7, Kylin). A check costs one fork: a subshell in a
 * process group of its own, with nothing on its stdin and its output in files on tmpfs, from which bash itself reads. Those
 * that take longer than `patienceMs` go on beside the others. One more process, the ticker, only wakes the script while it
 * waits, and tidies up when the script was killed; so there is neither a timer per check nor `wait -n`, which bash has
 * since 4.3. What even SIGKILL doesn't end (a dead disk, a dead NFS server) is left behind, and said to have missed its
 * deadline.
 *
 * Only this script writes to stdout, and by length: what a check prints can't be taken for another one's answer.
 */
export function hostScript(parts: readonly ScriptPart[], nonce: string): string {
  // The long ones first: they go on while the others take their turns.
  const order = parts.map((part, index) => ({ part, index })).sort(longFirst);
  return [
    prologue(nonce),
    ...order.map(({ part, index }) => {
      const { script, tools, deadlineSeconds } = part;
      return `slipway_do ${index} ${Math.round(deadlineSeconds * 100)} ${quote(tools.join(' '))} ${quote(script)}`;
    }),
    epilogue,
  ].join('\n');
}

function longFirst(a: { part: ScriptPart; index: number }, b: { part: ScriptPart; index: number }): number {
  return b.part.deadlineSeconds - a.part.deadlineSeconds || a.index - b.index;
}

/** Names begin with `slipway_`: checks see them, and none of theirs get back here. Times in hundredths of a second, as /proc/uptime has them. */
const prologue = (nonce: string) => `export LC_ALL=C
slipway_nonce=${quote(nonce)}
slipway_say() { printf 'slipway %s %s\\n' "$slipway_nonce" "$*"; }
slipway_dir=
for slipway_place in /run /dev/shm /tmp /var/tmp; do
  slipway_dir=$slipway_place/slipway-preflight.$slipway_nonce
  # a file system may be full and still take a folder
  mkdir -m 700 "$slipway_dir" 2> /dev/null && printf '%65536s' '' 2> /dev/null > "$slipway_dir/out" && break
  rm -rf "$slipway_dir" 2> /dev/null
  slipway_dir=
done
if [ -z "$slipway_dir" ]; then slipway_say nowhere; exit 0; fi
# a process group of its own for the ticker: whoever ends this script's must not end it too
set -m
exec {slipway_tick}> >(
  trap '' HUP INT TERM PIPE
  exec > /dev/null 2>&1
  slipway_live=" "
  while :; do
    if IFS= read -r -t ${patienceMs / 1000} slipway_line; then
      case $slipway_line in
        +*) slipway_live+="\${slipway_line#+} " ;;
        -*) slipway_live=\${slipway_live/ \${slipway_line#-} / } ;;
        end) exit ;;
      esac
    elif [ $? -gt 128 ]; then kill -USR1 $$ || break
    else break; fi
  done
  for slipway_pid in $slipway_live; do kill -KILL -- "-$slipway_pid"; done
  rm -rf "$slipway_dir"
)
slipway_clean() {
  trap '' HUP INT TERM PIPE
  for slipway_i in "\${!slipway_pids[@]}"; do kill -KILL -- "-\${slipway_pids[slipway_i]}"; done
  rm -rf "$slipway_dir"
  echo end >&"$slipway_tick"
}
trap slipway_clean EXIT
trap 'exit 143' HUP INT TERM
trap 'exit 141' PIPE
trap : USR1
exec 2> /dev/null
# by number of the check, while it runs: its process group, when it began, when it has to be over
slipway_pids=() slipway_began=() slipway_until=()

slipway_now() { local up; IFS=' ' read -r up _ < /proc/uptime; slipway_clock=$((10#\${up/./})); }

# NUMBER STATUS FLAG: tells what a check printed
slipway_tell() {
  local out= err= flag=$3
  [ -s "$slipway_dir/$1.out" ] && IFS= read -r -N ${keptBytes + 1} out < "$slipway_dir/$1.out"
  [ -s "$slipway_dir/$1.err" ] && IFS= read -r -N ${keptBytes + 1} err < "$slipway_dir/$1.err"
  if [ \${#out} -gt ${keptBytes} ]; then out=\${out:0:${keptBytes}}; flag=\${flag}c; fi
  if [ \${#err} -gt ${keptBytes} ]; then err=\${err:0:${keptBytes}}; flag=\${flag}c; fi
  slipway_now
  slipway_say "done $1 $2 $(((slipway_clock - slipway_began[$1]) * 10)) \${#out} \${#err} =$flag"
  printf '%s%s' "$out" "$err"
  echo "-\${slipway_pids[$1]}" >&"$slipway_tick"
  unset "slipway_pids[$1]" "slipway_began[$1]" "slipway_until[$1]"
}

# NUMBER: waits until it is over or the ticker knocks; true when it is over and told
slipway_wait() {
  local pid=\${slipway_pids[$1]} rc
  wait "$pid"; rc=$?
  if [ $rc -gt 128 ]; then
    if kill -0 "$pid"; then return 1; fi
    # the knock came first: the status is still to be had
    if [ $rc = 138 ]; then wait "$pid"; slipway_again=$?; [ $slipway_again = 127 ] || rc=$slipway_again; fi
  fi
  # whatever it left in the background
  kill -KILL -- "-$pid"
  slipway_over "$1" $rc
}

slipway_over() {
  slipway_now
  if [ "$slipway_clock" -ge "\${slipway_until[$1]}" ] && [ "$2" = 137 ]; then slipway_tell "$1" "$2" d; else slipway_tell "$1" "$2" ''; fi
}

# tells of those in the background that are over, and ends those that are late
slipway_reap() {
  local i pid
  slipway_now
  for i in "\${!slipway_pids[@]}"; do
    pid=\${slipway_pids[i]}
    if ! kill -0 "$pid"; then
      slipway_wait "$i"
    elif [ "$slipway_clock" -ge $((slipway_until[i] + 100)) ]; then
      # not even SIGKILL has ended it
      slipway_tell "$i" 137 d
    elif [ "$slipway_clock" -ge "\${slipway_until[i]}" ]; then
      kill -KILL -- "-$pid"
    fi
  done
}

# waits for a knock or the end of any one
slipway_pause() {
  local any=("\${!slipway_pids[@]}")
  slipway_wait "\${any[0]}" || :
  slipway_reap
}

# NUMBER DEADLINE TOOLS SCRIPT
slipway_do() {
  local tool
  for tool in $3; do
    if ! type -P "$tool" > /dev/null; then slipway_say "tool $1 $tool"; return; fi
  done
  while [ \${#slipway_pids[@]} -ge ${atOnce} ]; do slipway_pause; done
  slipway_now
  slipway_began[$1]=$slipway_clock
  slipway_until[$1]=$((slipway_clock + $2))
  (
    exec {slipway_tick}>&-
    # a flood ends here and not in the host's memory; package managers write caches of tens of MiB
    ulimit -S -c 0 -f 65536
    trap - USR1
    eval "$4"
  ) < /dev/null > "$slipway_dir/$1.out" 2> "$slipway_dir/$1.err" &
  slipway_pids[$1]=$!
  echo "+$!" >&"$slipway_tick"
  slipway_wait "$1" || slipway_say "running $1"
  [ \${#slipway_pids[@]} = 0 ] || slipway_reap
}
`;

const epilogue = `while [ \${#slipway_pids[@]} -gt 0 ]; do slipway_pause; done
slipway_say end`;
