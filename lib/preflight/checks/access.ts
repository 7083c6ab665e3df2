import type { HostError } from '@/lib/hosts/error';
import type { HostFacts } from '@/lib/plan/facts';
import { messageKey } from '@/lib/plan/message-key';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import {
  type CheckValues,
  finding,
  type HostCheck,
  notRun,
  type Outcome,
  type ProbeCheck,
  passed,
  unreadable,
} from '../check';
import { everyHost } from './applies';

const access = (
  id: string,
  source: string,
  byHand: (host: PlanHost) => string,
  appliesTo: ProbeCheck['appliesTo'] = everyHost,
): ProbeCheck => ({
  kind: 'probe',
  id,
  group: 'access',
  section: 'hosts',
  source,
  appliesTo,
  byHand: (_context, host) => byHand(host),
});

/** Bastions on the way to a host. */
function hopsTo({ ssh }: PlanHost): { address: string; port: number; user: string }[] {
  const { via, bastion } = ssh as {
    via?: { address: string; port: number; user: string }[];
    bastion?: { address: string; port: number; user: string };
  };
  return via ?? (bastion ? [bastion] : []);
}

/** The command that signs in as the console does. */
function sshTo(host: PlanHost, options = ''): string {
  const jumps = hopsTo(host).map(({ user, address, port }) => `${user}@${address}:${port}`);
  const jump = jumps.length > 0 ? `-J ${quote(jumps.join(','))} ` : '';
  return `ssh ${options}${jump}-p ${host.ssh.port} ${quote(`${host.ssh.user}@${host.address}`)}`;
}

/** In the order in which a connection comes about: one that fails leaves those after it unasked. */
const chain = [
  access(
    'ssh.forwarding',
    'sshd_config(5) AllowTcpForwarding',
    (host) => sshTo(host, '-v '),
    (_context, host) => hopsTo(host).length > 0,
  ),
  access(
    'ssh.reach',
    'RFC 4253, 4.2: an SSH server says who it is',
    (host) => `nc -vz ${quote(host.address)} ${host.ssh.port}`,
  ),
  access(
    'ssh.hostkey',
    'RFC 4251, 4.1: the key is the pinned one',
    (host) => `ssh-keyscan -p ${host.ssh.port} ${quote(host.address)} | ssh-keygen -lf -`,
  ),
  access('ssh.auth', 'RFC 4252: one way to sign in, tried once', (host) => `${sshTo(host, '-v ')} true`),
  access('host.shell', 'every step is bash ≥ 4.2', (host) => `${sshTo(host)} bash --version`),
  access('host.linux', '/proc, systemd and Linux’ own tools', (host) => `${sshTo(host)} uname -s`),
  access('sudo.ok', 'sudoers(5); every step runs as root', (host) => `${sshTo(host)} sudo -k -n id -u`),
];
const notInstaller = access('host.notinstaller', 'machine-id(5)', () => 'cat /etc/machine-id');

/** Answered by the session while it connects. */
export const accessChecks: ProbeCheck[] = [...chain, notInstaller];

/** What of a HostError is whose; a code that is in none is a matter of reaching the host. */
const owners: Record<string, readonly string[]> = {
  'ssh.forwarding': ['forwarding-not-allowed', 'forwarding-prohibited'],
  'ssh.hostkey': ['host-key-unknown', 'host-key-changed'],
  'ssh.auth': ['auth-failed', 'credential-missing', 'credential-kind', 'key-unreadable', 'passphrase-wrong'],
  'host.shell': ['no-shell', 'command-failed'],
  'host.linux': ['not-linux'],
  'sudo.ok': ['sudo-missing', 'sudo-password-needed', 'sudo-password-wrong', 'sudo-not-allowed'],
};
/** Found before anything was sent: nothing is known of the way, either. */
const beforeConnecting: readonly string[] = [
  'credential-missing',
  'credential-kind',
  'key-unreadable',
  'passphrase-wrong',
];

/** What a connection that did or didn't come about says, by check; `error` null when it did. */
export function accessOutcomes(host: PlanHost, error: HostError | null): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const good = valuesOf(host, null);
  if (!error) {
    for (const { id } of chain) outcomes.set(id, passed(good));
    return outcomes;
  }
  const owner = chain.find(({ id }) => owners[id]?.includes(error.code))?.id ?? 'ssh.reach';
  const at = chain.findIndex(({ id }) => id === owner);
  // A bastion's word is none about the host behind it.
  const nothingSent = beforeConnecting.includes(error.code) || error.values.hop !== undefined;
  chain.forEach(({ id }, index) => {
    if (index === at) outcomes.set(id, finding('block', valuesOf(host, error), error.stderr.trim() || undefined));
    else if (index > at || nothingSent) outcomes.set(id, notRun('depends', { check: owner }));
    else outcomes.set(id, passed(good));
  });
  return outcomes;
}

/** The error's values, with its code as texts select on it: letters only; `ok` where there is none. */
function valuesOf({ address, ssh }: PlanHost, error: HostError | null): CheckValues {
  const { port, user } = ssh;
  return {
    address,
    port,
    user,
    found: error?.code ?? '',
    ...error?.values,
    code: error ? messageKey(error.code) : 'ok',
  };
}

/**
 * Whether the console runs on this very host, and the plan says so. `consoleMachineId` '' where this machine has none (a
 * container): then it can't be told.
 */
export function notInstallerOutcome(
  plan: Plan,
  host: PlanHost,
  facts: HostFacts | undefined,
  consoleMachineId: string,
): Outcome {
  if (!facts) return notRun('depends', { check: 'host.linux' });
  if (consoleMachineId === '' || facts.machineId === '') return notRun('unsupported', { what: 'machine-id' });
  const here = facts.machineId === consoleMachineId;
  const declared = plan.slipway.host === host.name;
  if (here && !declared) return finding('warn', { place: 'undeclared' });
  return passed({ place: here ? 'declared' : 'beside' });
}

/** Lock files of installers, and seconds after which their owner has stopped refreshing them (k0sctl, phase/lock.go: 30). */
const lockFiles = ['/run/lock/k0sctl', '/run/lock/kubekey', '/run/lock/slipway'];
const staleAfterSeconds = 30;

const lock: HostCheck = {
  kind: 'host',
  id: 'host.lock',
  group: 'access',
  section: 'hosts',
  source: 'k0sctl phase/lock.go: stale after 30 s; systemd units of Slipway’s steps',
  appliesTo: everyHost,
  byHand: () =>
    `stat -c '%n %y' ${lockFiles.join(' ')}; systemctl list-units --state=active,activating 'slipway-*.service'`,
  script: () => `printf -v now '%(%s)T' -1
for file in ${lockFiles.join(' ')}; do
  [ -e "$file" ] && echo "lock $file $((now - $(stat -c %Y "$file")))"
done
echo units
# their files are there as long as the units
for file in /run/systemd/transient/slipway-*.service /run/systemd/system/slipway-*.service /etc/systemd/system/slipway-*.service; do
  if [ -e "$file" ]; then systemctl list-units --plain --no-legend --no-pager --state=active,activating 'slipway-*.service' 2> /dev/null; break; fi
done
echo end`,
  judge: (reading) => {
    const lines = reading.stdout.trim().split('\n');
    const units = lines.indexOf('units');
    if (units < 0 || lines.at(-1) !== 'end') return unreadable(reading);
    const held = lines
      .slice(0, units)
      .map((line) => line.split(' '))
      .filter(([, , age]) => Number(age) < staleAfterSeconds)
      .map(([, file = '']) => file);
    const running = lines.slice(units + 1, -1).map((line) => line.trim().split(/\s+/)[0] ?? '');
    const who = [...held, ...running].filter((each) => each !== '');
    const values = { who: who[0] ?? '', count: who.length };
    return who.length === 0 ? passed(values) : finding('block', values, who.join('\n'));
  },
};

/** Of the group "access", and answered by the host's script. */
export const accessScripts: HostCheck[] = [lock];
