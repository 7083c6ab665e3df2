import { finding, type Outcome, passed } from '../../check';
import { dependsOn, namesOf, peersAsked, type Readings, reached, share, whyAbsent } from './readings';

type Edge = 'ok' | 'bad' | 'unknown';

/** Between two hosts: bad when one of them didn't get through, unknown when neither has tried. */
function edge(readings: Readings, a: number, b: number): Edge {
  const both = [reached(readings, a, b), reached(readings, b, a)];
  if (both.includes(false)) return 'bad';
  return both.includes(true) ? 'ok' : 'unknown';
}

/**
 * The largest set of hosts that all reach each other as far as was tried: the largest connected part, less whoever has
 * most broken links in it, until no link in it is broken. Empty when it is not more than half of all.
 */
export function majority(count: number, edgeOf: (a: number, b: number) => Edge): Set<number> {
  const parts: Set<number>[] = [];
  const left = new Set(Array.from({ length: count }, (_, index) => index));
  for (const start of left) {
    const part = new Set([start]);
    for (const one of part) for (const other of left) if (edgeOf(one, other) === 'ok') part.add(other);
    for (const one of part) left.delete(one);
    parts.push(part);
  }
  const [group = new Set<number>()] = parts.sort((a, b) => b.size - a.size);
  for (;;) {
    let worst = -1;
    let most = 0;
    for (const one of group) {
      const broken = [...group].filter((other) => other !== one && edgeOf(one, other) === 'bad').length;
      if (broken > most) [worst, most] = [one, broken];
    }
    if (most === 0) break;
    group.delete(worst);
  }
  return group.size * 2 > count ? group : new Set();
}

/** Whether each host reaches all others (Assisted Installer's majority group: those in it are fine, the rest is cut off). */
export function judgeMatrix(readings: Readings): Outcome[] {
  const count = readings.plan.hosts.length;
  const edges = new Map<number, Edge>();
  const edgeOf = (a: number, b: number): Edge => {
    const key = Math.min(a, b) * count + Math.max(a, b);
    const known = edges.get(key) ?? edge(readings, a, b);
    edges.set(key, known);
    return known;
  };
  const group = majority(count, edgeOf);
  return readings.plan.hosts.map((_, index): Outcome => {
    const asked = peersAsked(readings, index);
    const others = readings.plan.hosts.map((_, other) => other).filter((other) => other !== index);
    const bad = others.filter((other) => edgeOf(index, other) === 'bad');
    const tried = others.filter((other) => edgeOf(index, other) !== 'unknown').length;
    const values = { ...share(readings, tried), reached: tried - bad.length, majority: group.size };
    // In the group: whatever it doesn't reach is outside, and said there.
    const blamed = group.has(index) ? [] : bad;
    if (blamed.length > 0) {
      const evidence = blamed.map((other) => `${namesOf(readings, [index])} - ${namesOf(readings, [other])}`);
      return finding(
        'block',
        { ...values, hosts: namesOf(readings, blamed), missing: blamed.length },
        evidence.join('\n'),
      );
    }
    const untried = asked.filter((other) => edgeOf(index, other) === 'unknown');
    if (untried.length > 0 || tried === 0) return dependsOn(readings, whyAbsent(readings, untried), untried);
    return passed({ ...values, hosts: '', missing: 0 });
  });
}
