import { samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import type { Outcome } from '../../check';
import { type Measured, nothingMeasured, type PortState } from './measured';
import { planMatrix } from './pairs';
import type { Readings } from './readings';

/** For unit tests: what hosts would have measured on a healthy network, which a test then spoils. */
export function healthy(plan: Plan = samplePlan()): Omit<Readings, 'measured'> & { measured: Measured[] } {
  const matrix = planMatrix(plan);
  const measured = plan.hosts.map((host, index) => {
    const one = nothingMeasured();
    one.nics.set('eth0', { mac: macOf(index), mtu: 1500 });
    one.addresses.push({ nic: 'eth0', address: host.address, prefix: 24 });
    one.arp.set('own', { state: 'heard', macs: [] });
    one.arp.set('api', { state: 'heard', macs: [] });
    one.listened.add('eth0');
    return one;
  });
  for (const [from, row] of matrix.pairs.entries()) {
    const one = measured[from];
    for (const { peer, sampled, ports } of row) {
      if (sampled) {
        one?.pings.set(peer, { sent: 20, received: 20, least: 0.2, average: 0.3, most: 0.9 });
        one?.clocks.set(peer, { delayMs: 0.4, offsetMs: 0 });
        one?.paths.set(peer, { nic: 1500, path: 1500 });
      }
      one?.ports.set(
        peer,
        ports.map(({ protocol, port }) => ({ protocol, port, state: 'ok', detail: '', sent: 5, received: 5 })),
      );
      for (const { protocol, port } of ports) measured[peer]?.bound.set(`${protocol}/${port}`, 'ok');
    }
  }
  return { plan, matrix, measured, unreached: new Set(), own: new Set() };
}

export const macOf = (index: number): string => `52:54:00:00:00:0${index + 1}`;

/** How `from` finds a port of `to`. */
export function spoilPort(readings: Readings, from: number, to: number, port: number, state: PortState): void {
  const answer = readings.measured[from]?.ports.get(to)?.find((one) => one.port === port);
  if (!answer) throw new Error(`${from} does not ask ${to} for ${port}`);
  Object.assign(answer, { state, received: 0 });
}

/** Neither echoes nor ports. */
export function cut(readings: Readings, a: number, b: number): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const one = readings.measured[from];
    one?.pings.set(to, { sent: 20, received: 0 });
    one?.clocks.delete(to);
    one?.paths.delete(to);
    for (const answer of one?.ports.get(to) ?? []) Object.assign(answer, { state: 'timedOut', received: 0 });
  }
}

export const states = (outcomes: Outcome[]): string[] =>
  outcomes.map((one) => (one.state === 'finding' ? one.severity : one.state));
