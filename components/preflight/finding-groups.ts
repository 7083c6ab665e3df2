import type { Plan } from '@/lib/plan/schema';
import { keptBy } from '@/lib/preflight/kept';
import type { Report, Result } from '@/lib/preflight/result';
import type { Book, CheckInfo } from './book';
import { indexOf, type SquareState, squareOf } from './matrix';

/** What one check says of one host. */
export type HostResult = { host: string; result: Result | undefined; state: SquareState };

/** The same finding on several hosts, said once. */
export type FindingGroup = {
  check: CheckInfo;
  /** The gravest of its hosts'. */
  state: 'block' | 'warn' | 'info' | 'not-run';
  /** Hosts that it is about, in the plan's order. */
  on: HostResult[];
  /** Every one of its hosts' findings is kept by somebody. */
  kept: boolean;
  /** Further checks that did not run on the same hosts, for a reason that isn't theirs: the host was not reached, somebody stopped. */
  also: CheckInfo[];
};

/** Reasons that lie outside of a check: all checks that have one of them on the same hosts are said once. */
const outside: readonly string[] = ['unreachable', 'lost', 'stopped', 'depends'];

/** What checks that did not run have in common; null where the reason is the check's own. */
function commonCause({ state, on }: Pick<FindingGroup, 'state' | 'on'>): string | null {
  if (state !== 'not-run') return null;
  const causes = on.map(({ host, result }) => {
    if (result?.state !== 'not-run' || !outside.includes(result.reason)) return null;
    return `${host} ${result.reason} ${result.values.code ?? ''} ${result.values.check ?? ''}`;
  });
  return causes.includes(null) ? null : causes.join('|');
}

const resultsBy = (check: CheckInfo, result: ReturnType<typeof indexOf>): HostResult[] =>
  check.hosts.map((host) => {
    const found = result(check.id, host);
    return { host, result: found, state: squareOf(found) };
  });

/** What a check says of each of its hosts, in the plan's order. */
export function hostResults(check: CheckInfo, report: Report | null): HostResult[] {
  return resultsBy(check, indexOf(report));
}

const order: FindingGroup['state'][] = ['block', 'warn', 'not-run', 'info'];

/**
 * What blocks first, then warnings, then what nobody could look at, then remarks; kept warnings after open ones. Checks that wait, run
 * or pass everywhere have no group. A check with findings and hosts that it couldn't look at is one group.
 */
export function groupsOf(book: Book, plan: Plan, report: Report | null): FindingGroup[] {
  const result = indexOf(report);
  const groups: FindingGroup[] = [];
  for (const check of book.checks) {
    const all = resultsBy(check, result);
    const state = order.find((each) => all.some((one) => one.state === each && one.result !== undefined));
    if (!state) continue;
    const on = all.filter((one) => one.state === state && one.result !== undefined);
    const kept = state === 'warn' && on.every(({ host }) => keptBy(plan, check, host) !== null);
    const group: FindingGroup = { check, state, on, kept, also: [] };
    const cause = commonCause(group);
    const same = cause === null ? undefined : groups.find((each) => commonCause(each) === cause);
    if (same) same.also.push(check);
    else groups.push(group);
  }
  const rank = (group: FindingGroup) => order.indexOf(group.state) * 2 + (group.kept ? 1 : 0);
  return groups.sort((a, b) => rank(a) - rank(b));
}

/** Values that stand for several hosts: each text once, in order. */
export const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
