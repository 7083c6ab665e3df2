import { type CheckGroup, checkGroups } from '@/lib/preflight/check-groups';
import type { Report, Result } from '@/lib/preflight/result';
import type { Book } from './book';

/** How one square is drawn. */
export type SquareState = 'passed' | 'block' | 'warn' | 'info' | 'running' | 'not-run' | 'waiting';

export function squareOf(result: Result | undefined): SquareState {
  if (!result) return 'not-run';
  return result.state === 'finding' ? result.severity : result.state;
}

/** Many results at once: how often each state stands. */
export type Counts = Record<SquareState, number>;

export function countsOf(states: Iterable<SquareState>): Counts {
  const counts: Counts = { passed: 0, block: 0, warn: 0, info: 0, running: 0, 'not-run': 0, waiting: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

/** What has an end: everything but what still waits or runs. A remark (`info`) is a pass with something to say. */
export const settled = (counts: Counts): number => totalOf(counts) - counts.running - counts.waiting;
export const totalOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
export const withoutFault = (counts: Counts): number => counts.passed + counts.info;

export type Square = { check: string; state: SquareState };
export type Cell = { group: CheckGroup; squares: Square[]; counts: Counts };
export type HostLine = { host: string; cells: Cell[]; counts: Counts };

/** Columns of the matrix: groups that any host has checks of. Services have a table of their own. */
export function columnsOf(book: Book): { group: CheckGroup; size: number }[] {
  return checkGroups
    .filter((group) => group !== 'services')
    .map((group) => ({ group, size: book.checks.filter((check) => check.group === group).length }))
    .filter(({ size }) => size > 0);
}

/** Results by check and host. */
export function indexOf(report: Report | null): (check: string, host: string) => Result | undefined {
  const found = new Map(report?.results.map((result) => [`${result.check} ${result.host}`, result]));
  return (check, host) => found.get(`${check} ${host}`);
}

/** Over so many hosts the matrix scrolls inside itself, and rows with findings come first. */
export const manyHosts = 12;

/** A line per host, in the plan's order; of many hosts those first that something stands in the way of. */
export function linesOf(book: Book, hosts: readonly string[], report: Report | null): HostLine[] {
  const result = indexOf(report);
  const lines = hosts.map((host): HostLine => {
    const cells = columnsOf(book).map(({ group }): Cell => {
      const squares = book.checks
        .filter((check) => check.group === group && check.hosts.includes(host))
        .map(({ id }) => ({ check: id, state: squareOf(result(id, host)) }));
      return { group, squares, counts: countsOf(squares.map(({ state }) => state)) };
    });
    return { host, cells, counts: countsOf(cells.flatMap(({ squares }) => squares.map(({ state }) => state))) };
  });
  if (lines.length <= manyHosts) return lines;
  const weight = ({ counts }: HostLine) => counts.block * 1e6 + counts.warn * 1e3 + counts['not-run'];
  return lines
    .map((line, order) => ({ line, order }))
    .sort((a, b) => weight(b.line) - weight(a.line) || a.order - b.order)
    .map(({ line }) => line);
}

/** All squares of the report that the plan has. */
export function totalCounts(book: Book, report: Report | null): Counts {
  const result = indexOf(report);
  return countsOf(book.checks.flatMap(({ id, hosts }) => hosts.map((host) => squareOf(result(id, host)))));
}

const worst: SquareState[] = ['block', 'warn', 'running', 'waiting', 'not-run', 'info', 'passed'];

/** One word for several squares: the gravest first, and nothing turns green while one of them is open. */
export function worstOf(states: readonly SquareState[]): SquareState | null {
  return worst.find((state) => states.includes(state)) ?? null;
}
