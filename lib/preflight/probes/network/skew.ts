import { finding, notRun, type Outcome, passed } from '../../check';
import { dependsOn, namesOf, peersAsked, type Readings, share, whyAbsent } from './readings';

/** Proposed from sealos and KubeClipper (5 s), below k0sctl's 30 s: certificates and leases are compared by these clocks. */
export const skewMs = { warn: 1000, block: 5000 };
/** An exchange that took longer says little: half of its delay is the error. */
export const longestDelayMs = 500;

/** `peer`'s clock minus `index`'s in ms, from whichever side measured with the shorter delay. */
export function offsetBetween(
  { measured }: Readings,
  index: number,
  peer: number,
): { ms: number; errorMs: number } | null {
  const there = measured[index]?.clocks.get(peer);
  const back = measured[peer]?.clocks.get(index);
  const all = [
    ...(there ? [{ ms: there.offsetMs, delay: there.delayMs }] : []),
    ...(back ? [{ ms: -back.offsetMs, delay: back.delayMs }] : []),
  ].sort((a, b) => a.delay - b.delay);
  const [best] = all;
  return best && best.delay <= longestDelayMs ? { ms: best.ms, errorMs: Math.max(0, best.delay) / 2 } : null;
}

const median = (numbers: number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
};

/**
 * The largest difference that a host's clock has to another's. One wrong clock among many is that host's finding, not
 * everybody's: of a pair, whoever is further from the middle of the clocks that it sees is told; both when they are equally far.
 */
export function judgeSkew(readings: Readings): Outcome[] {
  const hosts = readings.plan.hosts.map((_, index) => index);
  const seen = hosts.map((index) =>
    hosts.flatMap((peer) => {
      const offset = peer === index ? null : offsetBetween(readings, index, peer);
      return offset ? [{ peer, ...offset }] : [];
    }),
  );
  const fromMiddle = seen.map((offsets) => Math.abs(median([0, ...offsets.map(({ ms }) => ms)])));
  return hosts.map((index): Outcome => {
    const offsets = seen[index] ?? [];
    const asked = peersAsked(readings, index);
    const missing = asked.filter((peer) => !offsets.some((one) => one.peer === peer));
    const blamed = offsets.filter(({ peer, ms }) => {
      const [mine = 0, theirs = 0] = [fromMiddle[index], fromMiddle[peer]];
      return mine >= theirs - Math.abs(ms) * 0.1;
    });
    const largest = (all: typeof offsets) => all.toSorted((a, b) => Math.abs(b.ms) - Math.abs(a.ms))[0];
    const told = largest(blamed);
    // Whole milliseconds over the limit, less what the measurement may be wrong by.
    const sure = told ? Math.abs(told.ms) - told.errorMs : 0;
    const values = (one: (typeof offsets)[number]) => ({
      ...share(readings, offsets.length),
      seconds: Math.abs(one.ms) / 1000,
      errorMs: one.errorMs,
      to: namesOf(readings, [one.peer]),
      direction: one.ms < 0 ? 'ahead' : 'behind',
    });
    if (told && sure > skewMs.warn) {
      const lines = blamed.map(({ peer, ms }) => `${namesOf(readings, [peer])} ${(ms / 1000).toFixed(3)} s`);
      return finding(sure > skewMs.block ? 'block' : 'warn', values(told), lines.join('\n'));
    }
    if (missing.length > 0 || offsets.length === 0) {
      const slow = missing.find((peer) => readings.measured[index]?.clocks.has(peer));
      if (slow !== undefined)
        return notRun('unreadable', { found: `${readings.measured[index]?.clocks.get(slow)?.delayMs.toFixed(0)} ms` });
      const absent = missing.filter((peer) => !readings.measured[peer]);
      return dependsOn(readings, absent.length > 0 ? whyAbsent(readings, absent) : 'port.pair', missing);
    }
    // What the others are told of doesn't count against this one.
    const near = largest(offsets.filter(({ ms }) => Math.abs(ms) <= skewMs.warn)) ?? offsets[0];
    return near ? passed(values(near)) : dependsOn(readings, 'port.pair', missing);
  });
}
