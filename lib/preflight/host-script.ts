import { quote } from '@/lib/text/quote';
import { checkReadings } from './readings';

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

/** Milliseconds after which a check goes on in the background and the next one starts; longer where others use the processors. */
const patienceMs = 150;
/** So many go on in the background at once. */
const atOnce = 8;

/**
 * All of a host's checks as one bash script (4.2 and later: CentOS 7, Kylin). They take their turns in one process, the batch: what one of
 * them has read of the host (lib/hosts/host-readings.ts) the next ones need not read again, and a check costs no fork. The batch appends
 * each answer to a file on tmpfs, and a byte to another one, by which the script sees how far it is. A check that takes longer than
 * `patienceMs` keeps its batch for itself, and the next ones go on in a new one; so do they after a check that ended its batch. A batch is a
 * process group, with nothing on its stdin; a check that is late is killed with all that it started. What even SIGKILL doesn't end (a dead
 * disk, a dead NFS server) is left behind, and said to have missed its deadline. One more process, the keeper, tidies up when the script was
 * killed.
 *
 * `readings` are what the checks need of it; the shell may know some of it already (lib/hosts/gather-facts.ts).
 * Only this script writes to stdout, and by length: what a check prints can't be taken for another one's answer.
 */
export function hostScript(parts: readonly ScriptPart[], nonce: string, readings: string = checkReadings): string {
  // The long ones first: they go on while the others take their turns.
  const order = parts.map((part, index) => ({ part, index })).sort(longFirst);
  const list = (of: (each: (typeof order)[number]) => string | number) => order.map(of).join(' ');
  return [
    prologue(nonce),
    readings,
    `slipway_numbers=(${list(({ index }) => index)})`,
    `slipway_limits=(${list(({ part }) => Math.round(part.deadlineSeconds * 100))})`,
    `slipway_tools=(${list(({ part }) => quote(part.tools.join(' ')))})`,
    `slipway_texts=(${list(({ part }) => quote(part.script))})`,
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
# a process group of its own for the keeper: whoever ends this script's must not end it too
set -m
coproc {
  trap '' HUP INT TERM PIPE
  exec > /dev/null 2>&1
  slipway_live=" "
  while IFS= read -r slipway_line; do
    case $slipway_line in
      +*) slipway_live+="\${slipway_line#+} " ;;
      -*) slipway_live=\${slipway_live/ \${slipway_line#-} / } ;;
      end) exit ;;
    esac
  done
  for slipway_pid in $slipway_live; do kill -KILL -- "-$slipway_pid"; done
  rm -rf "$slipway_dir"
}
# its pipe for the batches, which say in it that they are over; the keeper itself says nothing
exec {slipway_keep}>&"\${COPROC[1]}" {slipway_ends}<> "/proc/self/fd/\${COPROC[0]}"
exec {COPROC[0]}<&- {COPROC[1]}>&-
slipway_clean() {
  trap '' HUP INT TERM PIPE
  for slipway_b in "\${!slipway_pids[@]}"; do kill -KILL -- "-\${slipway_pids[slipway_b]}"; done
  rm -rf "$slipway_dir"
  echo end >&"$slipway_keep"
}
trap slipway_clean EXIT
trap 'exit 143' HUP INT TERM
trap 'exit 141' PIPE
exec 2> /dev/null
# by number of the batch, while it runs: its process group, the place of the check that it is at and the one before which it ends, when that
# was seen, when that check has to be over, whether it stopped by itself; descriptors of what checks print, errors, answers, and their lengths
slipway_pids=() slipway_at=() slipway_last=() slipway_began=() slipway_until=() slipway_stopped=()
slipway_outs=() slipway_errs=() slipway_tolds=() slipway_marks=()
# the batch that takes one check after the other, 0 for none
slipway_batch=0 slipway_batches=0
# what nobody has begun: from which place up to before which
slipway_firsts=() slipway_lasts=()

slipway_now() { local up; IFS=' ' read -r up _ < /proc/uptime; slipway_clock=$((10#\${up/./})); }

# NUMBER STATUS MILLISECONDS FLAG OUT ERR, the latter two by file descriptor: $slipway_text, an answer; false when there is more than that
slipway_answer() {
  local out= err= flag=$4
  IFS= read -r -N ${keptBytes + 1} -u "$5" out
  IFS= read -r -N ${keptBytes + 1} -u "$6" err
  if [ \${#out} -gt ${keptBytes} ]; then out=\${out:0:${keptBytes}}; flag=\${flag}c; fi
  if [ \${#err} -gt ${keptBytes} ]; then err=\${err:0:${keptBytes}}; flag=\${flag}c; fi
  printf -v slipway_text 'slipway %s done %s %s %s %s %s =%s\\n%s%s' "$slipway_nonce" "$1" "$2" "$3" \${#out} \${#err} "$flag" "$out" "$err"
  [[ $flag != *c ]]
}

# what a check sets stays in here
slipway_one() {
  local slipway_dir slipway_nonce slipway_numbers slipway_limits slipway_tools slipway_texts slipway_pids
  eval "$1"
}

# FIRST LAST: checks from one place up to before another, one after the other, in a process group of its own
slipway_start() {
  local name=$slipway_dir/$((++slipway_batches)) out err told mark write_out write_err write_told write_mark
  exec {write_out}> "$name.out" {write_err}> "$name.err" {write_told}> "$name.told" {write_mark}> "$name.mark"
  # the offset of these is the batch's and the script's: where the output begins of the check that ended the batch
  exec {out}< "$name.out" {err}< "$name.err" {told}< "$name.told" {mark}< "$name.mark"
  (
    exec {slipway_keep}>&- < /dev/null
    # a flood ends here and not in the host's memory; package managers write caches of tens of MiB
    ulimit -S -c 0 -f 65536
    trap - HUP INT TERM PIPE
    trap "echo $slipway_batches >&$slipway_ends" EXIT
    for ((slipway_i = $1; slipway_i < $2; slipway_i++)); do
      for slipway_tool in \${slipway_tools[slipway_i]}; do
        type -P "$slipway_tool" > /dev/null && continue
        printf -v slipway_text 'slipway %s tool %s %s\\n' "$slipway_nonce" "\${slipway_numbers[slipway_i]}" "$slipway_tool"
        printf %s "$slipway_text" >&"$write_told"
        echo \${#slipway_text} >&"$write_mark"
        continue 2
      done
      slipway_from=\${EPOCHREALTIME-}
      slipway_one "\${slipway_texts[slipway_i]}" >&"$write_out" 2>&"$write_err"
      slipway_rc=$? slipway_to=\${EPOCHREALTIME-}
      # what a check may have changed
      set +e +u +f +o pipefail
      IFS=$' \\t\\n'
      slipway_more=
      slipway_answer "\${slipway_numbers[slipway_i]}" "$slipway_rc" "$(((\${slipway_to/./} - \${slipway_from/./}) / 1000))" '' "$out" "$err" || slipway_more=1
      printf %s "$slipway_text" >&"$write_told"
      echo \${#slipway_text} >&"$write_mark"
      # somebody else has begun the next one; or what this one printed besides would be the next one's
      if [ -n "$slipway_more" ] || [ -e "$name.alone" ]; then break; fi
    done
    echo . >&"$write_mark"
  ) &
  slipway_pids[slipway_batches]=$!
  echo "+$!" >&"$slipway_keep"
  exec {write_out}>&- {write_err}>&- {write_told}>&- {write_mark}>&-
  slipway_outs[slipway_batches]=$out slipway_errs[slipway_batches]=$err slipway_tolds[slipway_batches]=$told slipway_marks[slipway_batches]=$mark
  slipway_at[slipway_batches]=$1 slipway_last[slipway_batches]=$2 slipway_stopped[slipway_batches]=
  slipway_now
  slipway_began[slipway_batches]=$slipway_clock slipway_until[slipway_batches]=$((slipway_clock + slipway_limits[$1]))
}

# BATCH: passes on what it has told, and sees at which check it is
slipway_see() {
  local text= marks= mark bytes=0
  IFS= read -r -N 1000000 -u "\${slipway_marks[$1]}" marks
  [ -n "$marks" ] || return 0
  for mark in $marks; do
    if [ "$mark" = . ]; then slipway_stopped[$1]=1; else bytes=$((bytes + mark)) slipway_at[$1]=$((slipway_at[$1] + 1)); fi
  done
  IFS= read -r -N $bytes -u "\${slipway_tolds[$1]}" text
  printf %s "$text"
  slipway_now
  slipway_began[$1]=$slipway_clock slipway_until[$1]=$((slipway_clock + \${slipway_limits[slipway_at[$1]]-0}))
}

# BATCH STATUS FLAG: the check that it is at has ended it so
slipway_tell() {
  slipway_now
  slipway_answer "\${slipway_numbers[slipway_at[$1]]}" "$2" "$(((slipway_clock - slipway_began[$1]) * 10))" "$3" "\${slipway_outs[$1]}" "\${slipway_errs[$1]}"
  printf %s "$slipway_text"
  slipway_at[$1]=$((slipway_at[$1] + 1))
}

# BATCH: it is over or given up. What it has left undone is for others.
slipway_forget() {
  local fd
  if [ "$1" = "$slipway_batch" ]; then slipway_batch=0; fi
  if [ "\${slipway_at[$1]}" -lt "\${slipway_last[$1]}" ]; then slipway_firsts+=("\${slipway_at[$1]}") slipway_lasts+=("\${slipway_last[$1]}"); fi
  # with whatever a check left in the background
  kill -KILL -- "-\${slipway_pids[$1]}"
  echo "-\${slipway_pids[$1]}" >&"$slipway_keep"
  for fd in "\${slipway_outs[$1]}" "\${slipway_errs[$1]}" "\${slipway_tolds[$1]}" "\${slipway_marks[$1]}"; do exec {fd}<&-; done
  unset "slipway_pids[$1]"
}

# the one that takes its turns has been at the same check for a while, and keeps its process for itself: the next ones have to read anew
# what was read in it. Where others use the processors, a while is longer.
slipway_leave() {
  local running
  [ $slipway_batch != 0 ] || return 0
  slipway_see "$slipway_batch"
  slipway_now
  IFS=' /' read -r _ _ _ running _ < /proc/loadavg
  see_cpus
  running=$((cpus > 0 ? running / cpus : 0))
  [ $((slipway_clock - slipway_began[slipway_batch])) -ge $((${patienceMs / 10} * (1 + (running > 2 ? 2 : running)))) ] || return 0
  : > "$slipway_dir/$slipway_batch.alone"
  # it may have gone on before it could see that
  slipway_see "$slipway_batch"
  if [ "\${slipway_at[slipway_batch]}" -lt "\${slipway_last[slipway_batch]}" ]; then
    slipway_say "running \${slipway_numbers[slipway_at[slipway_batch]]}"
    slipway_firsts+=($((slipway_at[slipway_batch] + 1))) slipway_lasts+=("\${slipway_last[slipway_batch]}")
    slipway_last[slipway_batch]=$((slipway_at[slipway_batch] + 1))
  fi
  slipway_batch=0
}

# BATCH: its process has ended
slipway_end() {
  local rc
  [ -n "\${slipway_pids[$1]-}" ] || return 0
  wait "\${slipway_pids[$1]}"; rc=$?
  slipway_see "$1"
  if [ -z "\${slipway_stopped[$1]}" ]; then
    slipway_now
    if [ $rc = 137 ] && [ "$slipway_clock" -ge "\${slipway_until[$1]}" ]; then slipway_tell "$1" $rc d; else slipway_tell "$1" $rc ''; fi
  fi
  slipway_forget "$1"
}

# those that ended without a word, and those that are late
slipway_reap() {
  local b
  for b in "\${!slipway_pids[@]}"; do
    if ! kill -0 "\${slipway_pids[b]}"; then slipway_end "$b"; continue; fi
    slipway_see "$b"
    slipway_now
    # not even SIGKILL has ended it
    if [ "$slipway_clock" -ge $((slipway_until[b] + 100)) ]; then slipway_tell "$b" 137 d; slipway_forget "$b"
    elif [ "$slipway_clock" -ge "\${slipway_until[b]}" ]; then kill -KILL -- "-\${slipway_pids[b]}"; fi
  done
}
`;

const epilogue = `[ \${#slipway_numbers[@]} = 0 ] || slipway_firsts=(0) slipway_lasts=(\${#slipway_numbers[@]})
while :; do
  if [ $slipway_batch = 0 ] && [ \${#slipway_firsts[@]} -gt 0 ] && [ \${#slipway_pids[@]} -lt ${atOnce} ]; then
    slipway_start "\${slipway_firsts[0]}" "\${slipway_lasts[0]}"
    slipway_batch=$slipway_batches
    slipway_firsts=("\${slipway_firsts[@]:1}") slipway_lasts=("\${slipway_lasts[@]:1}")
  fi
  [ \${#slipway_pids[@]} -gt 0 ] || break
  if read -r -t ${patienceMs / 1000} slipway_b <&"$slipway_ends"; then
    [ -z "$slipway_b" ] || slipway_end "$slipway_b"
  else
    slipway_leave
    slipway_reap
  fi
done
slipway_say end`;
