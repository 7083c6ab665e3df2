import { asHostError } from '@/lib/hosts/error';
import type { PlanHost } from '@/lib/plan/schema';
import { finding, notRun, type Outcome, type ProbeCheck, passed } from '../../check';
import { runsKubernetes, withRole } from '../../checks/applies';
import type { Probe } from '../../probe';
import { interpreted } from '../prober/interpreter';

/** etcd's own advice (hardware guide: 99 % of WAL fsyncs under 10 ms); Embedded Cluster blocks above it. */
export const p99LimitMs = 10;
/** etcd's write-ahead log as fio imitates it: so many bytes at a time, each made to last before the next. */
export const bytesPerWrite = 2300;
export const mebibytes = 22;
/** Every write of a disk that takes 10 ms would need 96 s: it is stopped here, when what was measured has long said enough. */
export const measureSeconds = 25;
const deadlineSeconds = 40;

/** Whose data it is about: etcd's log, or elsewhere images and containers, where kURL warns of the same. */
const holdsEtcd = (host: PlanHost): boolean => host.roles.includes('etcd');
const folderOf = (host: PlanHost): string => (holdsEtcd(host) ? '/var/lib/etcd' : '/var/lib/containerd');

export const fsyncCheck: ProbeCheck = {
  kind: 'probe',
  id: 'disk.fsync',
  group: 'system',
  section: 'hosts',
  source:
    'etcd hardware guide: p99 of fsync < 10 ms; fio --bs=2300 --size=22m --fdatasync=1; kURL warns on other hosts',
  appliesTo: (context, host) => withRole('etcd')(context, host) || runsKubernetes(context, host),
  byHand: (_context, host) => {
    const folder = `${folderOf(host)}/fio`;
    return `mkdir -p ${folder} && fio --name=fsync --rw=write --ioengine=sync --fdatasync=1 --directory=${folder} --size=22m --bs=2300; rm -r ${folder}`;
  },
};

// fdatasync by number: 75 on x86_64, 83 where newer architectures share a table. Prints microseconds, one in a line.
const writer = String.raw`
use strict; use Config; my ($file, $bytes, $count, $seconds) = @ARGV; alarm($seconds + 10);
my ($sync, $clock) = $Config{archname} =~ /^x86_64/ ? (75, 228) : (83, 113);
sub now { my $b = "\0" x 16; syscall($clock, 1, $b) == 0 or die "clock: $!\n"; my ($s, $n) = unpack 'qq', $b; $s * 1e6 + $n / 1e3 }
open(my $h, '>', $file) or die "$file: $!\n"; my $data = 'x' x $bytes; my $until = now() + $seconds * 1e6; my @took;
for (1 .. $count) {
  defined syswrite($h, $data) or die "write: $!\n";
  my $t = now(); syscall($sync, fileno $h) == 0 or die "fdatasync: $!\n"; my $e = now();
  push @took, int($e - $t); last if $e > $until;
}
print "took own\n", join("\n", @took), "\n";
`;

const pythonWriter = String.raw`
import os, signal, sys, time
file, size, count, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]); signal.alarm(int(seconds) + 10)
h = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600); data = b'x' * size; until = time.monotonic() + seconds; took = []
for i in range(count):
  os.write(h, data); t = time.monotonic(); os.fdatasync(h); e = time.monotonic(); took.append(str(int((e - t) * 1e6)))
  if e > until: break
print('took own'); print('\n'.join(took))
`;

/** In the file system where the data will be: a folder of ours in the nearest parent that exists. */
export function fsyncScript(nonce: string, data = '/var/lib/etcd'): string {
  const count = Math.ceil((mebibytes * 2 ** 20) / bytesPerWrite);
  return `parent=${data}
while [ ! -d "$parent" ]; do parent=$(dirname "$parent"); done
folder=$parent/.slipway-fsync-${nonce}
trap 'rm -rf -- "$folder"' EXIT
trap 'exit 143' TERM HUP INT
mkdir "$folder" || exit 1
if [ -d ${data}/member ] && grep -qsx etcd /proc/[0-9]*/comm; then echo 'beside etcd' >&2; fi
free=$(df -Pk "$folder" | awk 'NR == 2 {print $4}')
[ "$free" -gt ${mebibytes * 1024 * 2} ] || { echo "space $free"; exit 0; }
if command -v fio > /dev/null; then
  fio --name=etcd --rw=write --ioengine=sync --fdatasync=1 --directory="$folder" --size=${mebibytes}m --bs=${bytesPerWrite} --runtime=${measureSeconds} --output-format=json > "$folder/fio.json" 2> "$folder/fio.err" && echo 'took fio' && cat "$folder/fio.json" && exit 0
fi
${interpreted(writer, pythonWriter)}
[ "\${#run[@]}" -gt 0 ] || { echo 'missing fio'; exit 0; }
"\${run[@]}" "$folder/wal" ${bytesPerWrite} ${count} ${measureSeconds}`;
}

/** The value below which `share` of all are, by the nearest rank; of an empty list NaN. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export type Fsync = { tool: 'fio' | 'own'; p50Ms: number; p99Ms: number; writes: number };

/** What the script printed; null when it can't be understood. fio 3 reports nanoseconds, below `sync.lat_ns`. */
export function parseFsync(stdout: string): Fsync | null {
  const [head = '', ...rest] = stdout.split('\n');
  if (head === 'took own') {
    const took = rest.filter((line) => /^\d+$/.test(line)).map(Number);
    if (took.length === 0) return null;
    return {
      tool: 'own',
      p50Ms: percentile(took, 0.5) / 1000,
      p99Ms: percentile(took, 0.99) / 1000,
      writes: took.length,
    };
  }
  if (head !== 'took fio') return null;
  try {
    const text = rest.join('\n');
    // fio prints warnings before its JSON
    const { jobs } = JSON.parse(text.slice(text.indexOf('{')));
    const { percentile: of, N } = jobs[0].sync.lat_ns;
    const [p50, p99] = [of['50.000000'], of['99.000000']];
    return typeof p50 === 'number' && typeof p99 === 'number'
      ? { tool: 'fio', p50Ms: p50 / 1e6, p99Ms: p99 / 1e6, writes: Number(N) }
      : null;
  } catch {
    return null;
  }
}

/**
 * A member of etcd needs it; elsewhere a slow disk makes pods slow. Beside a member that runs it only warns: that one writes to the same
 * disk meanwhile, and a cluster that lives has shown what etcd's advice is to tell before.
 */
export function judgeFsync({ stdout, stderr }: { stdout: string; stderr: string }, etcd = true): Outcome {
  const missing = /^missing (\S+)/.exec(stdout)?.[1];
  if (missing) return notRun('tool-missing', { tool: missing });
  const space = /^space (\d+)/.exec(stdout)?.[1];
  if (space) return notRun('depends', { check: 'disk.avail' });
  const measured = parseFsync(stdout);
  if (!measured) return notRun('unreadable', { found: (stderr || stdout).trim().slice(0, 200) });
  const values = { p50: measured.p50Ms, p99: measured.p99Ms, writes: measured.writes, tool: measured.tool };
  return measured.p99Ms < p99LimitMs
    ? passed(values)
    : finding(etcd && !/^beside etcd$/m.test(stderr) ? 'block' : 'warn', values);
}

/** All hosts at the same time: members of etcd write together, and hosts may share a disk below them. */
export const fsyncProbe: Probe = {
  id: 'fsync',
  checks: [fsyncCheck],
  deadlineSeconds,
  stage: 3,
  run: async (session) => {
    await Promise.all(
      session.hosts
        .filter((host) => fsyncCheck.appliesTo(session.context, host))
        .map(async (host) => {
          session.running(fsyncCheck.id, host);
          try {
            const end = await session.on(host).run(fsyncScript(session.nonce, folderOf(host)), {
              deadlineMs: (deadlineSeconds - 3) * 1000,
              signal: session.signal,
            });
            session.emit(fsyncCheck.id, host, judgeFsync(end, holdsEtcd(host)));
          } catch (error) {
            session.emit(fsyncCheck.id, host, unfinished(asHostError(error, {}).code));
          }
        }),
    );
  },
};

function unfinished(code: string): Outcome {
  if (code === 'deadline') return notRun('deadline', { seconds: deadlineSeconds });
  if (code === 'cancelled') return notRun('stopped');
  return notRun('lost');
}
