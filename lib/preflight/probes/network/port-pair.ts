import { finding, type Outcome, passed } from '../../check';
import type { PortState } from './measured';
import { portsBetween } from './pairs';
import { dependsOn, hostAt, namesOf, type Readings, reached, whyAbsent } from './readings';

type Attempt = {
  from: number;
  protocol: 'tcp' | 'udp';
  port: number;
  state: PortState | 'untried' | 'held';
  why?: string;
};

/** What every asker found of one host's ports. */
export function attemptsOn(readings: Readings, target: number): Attempt[] {
  const own = readings.measured[target];
  return readings.matrix.pairs.flatMap((row, from) =>
    row
      .filter(({ peer }) => peer === target)
      .flatMap(({ ports }) =>
        ports.map(({ protocol, port }): Attempt => {
          const base = { from, protocol, port };
          const bound = own?.bound.get(`${protocol}/${port}`);
          if (!own || bound === undefined) return { ...base, state: 'untried', why: whyAbsent(readings, [target]) };
          const answer = readings.measured[from]?.ports
            .get(target)
            ?.find((one) => one.protocol === protocol && one.port === port);
          if (!answer) return { ...base, state: 'untried', why: whyAbsent(readings, [from]) };
          if (reached(readings, from, target) === false) return { ...base, state: 'untried', why: 'net.matrix' };
          if (bound === 'EADDRNOTAVAIL') return { ...base, state: 'untried', why: 'nic.ip' };
          // Our own cluster's VXLAN answers nobody: nothing is known of the way, and nothing is wrong with the port.
          if (bound !== 'ok' && protocol === 'udp' && readings.own.has(target)) return { ...base, state: 'held' };
          if (bound === 'ok' || answer.state === 'timedOut' || answer.state === 'prohibited')
            // A firewall is a firewall, whoever listens behind it. UDP without an answer says that of ours only.
            return bound === 'ok' || protocol === 'tcp'
              ? { ...base, state: answer.state }
              : { ...base, state: 'untried', why: 'port.local.free' };
          // Taken by another program: that it took the connection proves the way, for TCP.
          return protocol === 'tcp' && answer.state !== 'refused'
            ? { ...base, state: 'ok' }
            : { ...base, state: 'untried', why: 'port.local.free' };
        }),
      ),
  );
}

/** Whether everybody who has to reach a host's ports does: said of the host that they are on. */
export function judgePorts(readings: Readings): Outcome[] {
  return readings.plan.hosts.map((host, target): Outcome => {
    const all = attemptsOn(readings, target);
    const tried = all.filter(({ state }) => state !== 'untried' && state !== 'held');
    const failed = tried.filter(({ state }) => state !== 'ok');
    const values = { tried: tried.length, of: waysTo(readings, target), failed: failed.length };
    const [first] = failed;
    if (first) {
      const states = new Set(failed.map(({ state }) => state));
      const ports = new Set(failed.map(({ protocol, port }) => `${port}/${protocol}`));
      const from = new Set(failed.map((one) => one.from));
      const lines = failed
        .slice(0, 100)
        .map((one) => `${hostAt(readings, one.from).name} > ${host.name} ${one.port}/${one.protocol} ${one.state}`);
      return finding(
        'block',
        {
          ...values,
          ports: [...ports].join(', '),
          from: namesOf(readings, from),
          more: Math.max(0, from.size - 8),
          state: states.size === 1 ? first.state : 'mixed',
        },
        lines.join('\n'),
      );
    }
    const untried = all.filter(({ state }) => state === 'untried');
    if (untried.length > 0 || tried.length === 0) {
      const [why = 'ssh.reach'] = untried.flatMap((one) => one.why ?? []);
      return dependsOn(readings, why, [...new Set(untried.map(({ from }) => from))]);
    }
    return passed({ ...values, ports: '', from: '', more: 0, state: 'ok' });
  });
}

/** All ways that the plan needs to a host's ports, also those that a sample leaves out. */
function waysTo({ plan }: Readings, target: number): number {
  const to = plan.hosts[target];
  return to ? plan.hosts.reduce((sum, from) => sum + portsBetween(plan, from, to).length, 0) : 0;
}
