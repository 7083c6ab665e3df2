import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { labAddress, labDo } from '@/lib/hosts/lab-target';
import { samplePlan } from '@/lib/plan/samples';
import { hostSchema, type Plan } from '@/lib/plan/schema';
import { ansibleOn, ansibleVersion } from './parts/ansible';
import { leftOut, type Order, type Round, type Target } from './parts/preflight-console';

/**
 * `./slipway bench preflight`: 50 targets with the whole catalogue less fio, and once more without what is tried between hosts, against
 * `ansible all -m setup -f 50` on the same targets in the same run, in turns. Targets are ten addresses on each of five lab hosts.
 * SLIPWAY_BENCH_ROUNDS says how often (3), after one round each that isn't counted.
 */
const hosts = 5;
const addresses = 10;
const rounds = Number(process.env.SLIPWAY_BENCH_ROUNDS ?? 3);
const say = (text: string) => process.stderr.write(`${text}\n`);

/** A lab that was there before gets its hosts back as they were. */
const takeAway = `rm -f /etc/ssh/sshd_config.d/slipway-bench.conf
systemctl reload ssh
for nic in /sys/class/net/*; do ip -4 addr flush dev "\${nic##*/}" secondary; done`;

const names = Array.from({ length: hosts }, (_, index) => `node${index + 1}`);
const version = ansibleVersion(say);
// Ansible needs a Python on its targets; the lab's hosts have none by themselves.
process.env.LAB_EXTRA_PACKAGES = `${process.env.LAB_EXTRA_PACKAGES ?? ''} python3`.trim();
const ownLab = execFileSync('lab/lab', ['status'], { encoding: 'utf8' }).trim() === '';
say(`lab: ${hosts} hosts`);
labDo('up', ...names);
const folder = mkdtempSync(path.join(tmpdir(), 'slipway-bench-'));
const child = fork(path.join(import.meta.dirname, 'parts/preflight-console.ts'), { execArgv: ['--import', 'tsx'] });
try {
  const targets = names.flatMap(addTargets);
  const plan = planOf(targets);
  const ansible = ansibleOn(targets, folder, path.resolve(process.env.LAB_DIR ?? '.lab', 'keys/id'));
  say('one round each that is not counted');
  await preflight({ plan, targets, whole: true });
  await ansible.run();
  const load = loadavg()[0] ?? 0;
  const ours: Round[] = [];
  const whole: Round[] = [];
  const theirs: number[] = [];
  const targetCpu = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const [before, own, between] = [
      targetCpuSeconds(),
      await preflight({ plan, targets, whole: false }),
      targetCpuSeconds(),
    ];
    const { seconds } = await ansible.run();
    targetCpu.ours.push(between - before);
    targetCpu.theirs.push(targetCpuSeconds() - between);
    const all = await preflight({ plan, targets, whole: true });
    ours.push(own);
    whole.push(all);
    theirs.push(seconds);
    say(
      `round ${round}: preflight ${all.seconds.toFixed(1)} s, without tries between hosts ${own.seconds.toFixed(1)} s, ansible ${seconds.toFixed(1)} s`,
    );
  }
  const last = whole.at(-1);
  const seconds = (rounds: Round[]) => median(rounds.map((round) => round.seconds));
  const [all, own, their] = [seconds(whole), seconds(ours), median(theirs)];
  say(`left out: ${leftOut}`);
  console.log(
    JSON.stringify({
      targets: targets.length,
      preflight_s: rounded(all),
      by_themselves_s: rounded(own),
      ansible_s: rounded(their),
      ratio: rounded(all / their),
      by_themselves_ratio: rounded(own / their),
      target_cpu_s: rounded(median(targetCpu.ours)),
      ansible_target_cpu_s: rounded(median(targetCpu.theirs)),
      target_cpu_ratio: rounded(median(targetCpu.ours) / median(targetCpu.theirs)),
      checks: Object.values(last?.answers ?? {}).reduce((sum, count) => sum + count, 0),
      answers: last?.answers,
      console_cpu_s: rounded(median(whole.map(({ cpuSeconds }) => cpuSeconds))),
      console_peak_mb: Math.round(last?.peakMb ?? 0),
      rounds,
      ansible: version,
      load: rounded(load),
    }),
  );
} finally {
  child.kill();
  if (ownLab) labDo('down');
  else for (const name of names) labDo('ssh', name, takeAway);
  await rm(folder, { recursive: true, force: true });
}

/** Ten targets on a host: its own address, and nine beside it. Its sshd takes fifty at a time, or it would drop some of either side. */
function addTargets(name: string): Target[] {
  const own = labAddress(name);
  const net = own.slice(0, own.lastIndexOf('.'));
  const number = Number(name.slice('node'.length));
  const more = Array.from({ length: addresses - 1 }, (_, index) => `${net}.${100 + (number - 1) * 20 + index}`);
  labDo(
    'ssh',
    name,
    `set -e
nic=$(ip -o -4 addr show to ${own} | { read -r _ nic _; echo "$nic"; })
for address in ${more.join(' ')}; do ip addr replace "$address/24" dev "$nic"; done
echo 'MaxStartups 100' > /etc/ssh/sshd_config.d/slipway-bench.conf
systemctl reload ssh`,
  );
  return [own, ...more].map((address, index) => ({ name: `${name}-${index}`, address, host: name }));
}

/** Three control planes with etcd on different hosts; the others work. */
function planOf(targets: Target[]): Plan {
  const base = samplePlan();
  const first = (host: string) => targets.find((target) => target.host === host)?.name;
  const control = [first('node1'), first('node2'), first('node3')];
  return {
    ...base,
    hosts: targets.map(({ name, address }) =>
      hostSchema.parse({
        name,
        address,
        ssh: { user: 'root', credential: 'lab' },
        roles: control.includes(name) ? ['control-plane', 'etcd'] : ['worker', 'gateway'],
      }),
    ),
  };
}

async function preflight(order: Order): Promise<Round> {
  const answered = Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the console's part ended with ${code}`))),
  ]);
  child.send(order);
  const [round] = (await answered) as [Round];
  if (round.failed.length > 0)
    throw new Error(`${round.failed.length} targets were not reached: ${round.failed.join(', ')}`);
  const { passed = 0, finding = 0, 'not-run': open = 0 } = round.answers;
  const why = [...Object.entries(round.notRun).map(([reason, count]) => `${count} × ${reason}`), ...round.unexpected];
  // A preflight that doesn't look is quick.
  if (open > (passed + finding) / 10) throw new Error(`${open} checks were not run:\n${why.slice(0, 20).join('\n')}`);
  return round;
}

/** What all lab hosts have used of the processors so far; other work on the machine hardly changes it. */
function targetCpuSeconds(): number {
  const script = `if read -r ns < /sys/fs/cgroup/cpuacct/cpuacct.usage; then echo "$ns"
else while read -r key us; do [ "$key" != usage_usec ] || echo "\${us}000"; done < /sys/fs/cgroup/cpu.stat; fi 2>/dev/null`;
  const used = names.map((name) => Number(execFileSync('lab/lab', ['ssh', name, script], { encoding: 'utf8' })));
  return used.reduce((sum, ns) => sum + ns, 0) / 1e9;
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
