import type { Report, Result } from './result';

/** What a page lacks that has version `from` of this very report. */
export type ReportChanges = {
  id: string;
  from: number;
  head: Omit<Report, 'hosts' | 'results'>;
  hosts: Report['hosts'];
  results: Result[];
};

const placeOf = ({ check, host }: Pick<Result, 'check' | 'host'>): string => `${check} ${host}`;

/** Null where they are different preflights, or a square or host went away: then the whole is sent. */
export function changesBetween(before: Report, after: Report): ReportChanges | null {
  if (before.id !== after.id || before.results.length > after.results.length) return null;
  if (before.hosts.map(({ name }) => name).join() !== after.hosts.map(({ name }) => name).join()) return null;
  const known = new Map(before.results.map((result) => [placeOf(result), JSON.stringify(result)]));
  const { hosts, results, ...head } = after;
  return {
    id: after.id,
    from: before.version,
    head,
    hosts: hosts.filter((host, index) => JSON.stringify(host) !== JSON.stringify(before.hosts[index])),
    results: results.filter((result) => known.get(placeOf(result)) !== JSON.stringify(result)),
  };
}

/** The report with the changes; null when they don't follow on it, and the whole has to be asked for. */
export function withChanges(report: Report | null, changes: ReportChanges): Report | null {
  if (report?.id !== changes.id || report.version !== changes.from) return null;
  const hosts = new Map(changes.hosts.map((host) => [host.name, host]));
  const results = new Map(changes.results.map((result) => [placeOf(result), result]));
  const kept = report.results.map((result) => {
    const newer = results.get(placeOf(result));
    results.delete(placeOf(result));
    return newer ?? result;
  });
  return {
    ...changes.head,
    hosts: report.hosts.map((host) => hosts.get(host.name) ?? host),
    results: [...kept, ...results.values()],
  };
}
