import type { PlanHost } from '@/lib/plan/schema';
import { type AssignContext, namesOf } from './context';
import { diskRank, hasSsd } from './host-rank';
import { spread } from './spread';

/** Builds go on while one lives; more share the load. */
const wanted = 3;

/** On SSDs where there are at least two: a slow disk is better than a single host. */
export function pickBuilds({ facts, reasons, couldNot }: AssignContext, workers: PlanHost[]): PlanHost[] {
  const fast = workers.filter((host) => hasSsd(facts[host.name]) === true);
  const chosen = spread(fast.length >= 2 ? fast : workers, wanted, (host) => diskRank(facts[host.name]));
  const onSsd = chosen.filter((host) => fast.includes(host));
  const slow = chosen.filter((host) => hasSsd(facts[host.name]) === false);
  reasons.push(
    onSsd.length === chosen.length
      ? { key: 'buildsOnSsd', values: { hosts: namesOf(chosen) } }
      : { key: 'builds', values: { hosts: namesOf(chosen) } },
  );
  if (slow.length > 0) couldNot.push({ key: 'buildsOnSsd', values: { hosts: namesOf(slow) } });
  if (chosen.length < 2) couldNot.push({ key: 'secondBuild', values: { found: chosen.length, needed: 2 } });
  return chosen;
}
