import type { PlanHost } from '@/lib/plan/schema';
import { isReachedBySsh } from '@/lib/plan/ssh-hosts';
import { apiRow, hasCluster } from './api-row';
import type { Check, CheckContext } from './check';
import type { Probe } from './probe';

/** Which part of a preflight is asked for; both: what is in both. Absent: all. */
export type Only = { checks?: readonly string[] | undefined; hosts?: readonly string[] | undefined };

export type Square = { check: string; host: string };

/**
 * Rows that a check has an answer for: hosts that it concerns and that can be looked at the way it looks; for what the API server says of the whole
 * cluster, the row of its own.
 */
export function rowsOf(check: Check, context: CheckContext): PlanHost[] {
  const { plan } = context;
  const rows =
    check.kind !== 'api'
      ? plan.hosts.filter((host) => isReachedBySsh(plan, host))
      : !hasCluster(context)
        ? []
        : check.scope === 'cluster'
          ? [apiRow]
          : plan.hosts;
  return rows.filter((host) => check.appliesTo(context, host));
}

/** Every check on every host that it concerns, in the order of the page. */
export function squaresOf(checks: readonly Check[], context: CheckContext): Square[] {
  return checks.flatMap((check) => rowsOf(check, context).map((host) => ({ check: check.id, host: host.name })));
}

/**
 * The squares that have to be looked at for what is asked. A comparison needs all of its hosts, and a probe does all of
 * what it does or nothing; whoever is connected to answers for access as well.
 */
export function chosenSquares(
  catalogue: {
    access: readonly Check[];
    scripts: readonly Check[];
    probes: readonly Probe[];
    api?: readonly Check[] | undefined;
  },
  context: CheckContext,
  only: Only,
): Square[] {
  const wanted = (check: Check, host: PlanHost) =>
    (only.checks?.includes(check.id) ?? true) && (only.hosts?.includes(host.name) ?? true);
  const applies = (check: Check) => rowsOf(check, context);
  const all = (check: Check) => applies(check).map((host) => ({ check: check.id, host: host.name }));

  const chosen = catalogue.scripts.flatMap((check) => {
    const hosts = applies(check);
    if (check.kind === 'compare') return hosts.some((host) => wanted(check, host)) ? all(check) : [];
    return hosts.filter((host) => wanted(check, host)).map((host) => ({ check: check.id, host: host.name }));
  });
  for (const probe of catalogue.probes) {
    const touched = probe.checks.some((check) => applies(check).some((host) => wanted(check, host)));
    if (touched) chosen.push(...probe.checks.flatMap(all));
  }
  const connected = new Set(chosen.map(({ host }) => host));
  const access = catalogue.access.flatMap((check) =>
    applies(check)
      .filter((host) => connected.has(host.name) || wanted(check, host))
      .map((host) => ({ check: check.id, host: host.name })),
  );
  // Whoever is asked at all is asked whether it answers.
  const api = (catalogue.api ?? []).flatMap((check) => {
    const rows = applies(check).filter((row) => wanted(check, row));
    return rows.map((row) => ({ check: check.id, host: row.name }));
  });
  const reach = (catalogue.api ?? []).find(({ id }) => id === 'api.reach');
  const first = api.length > 0 && reach && !api.some(({ check }) => check === reach.id) ? all(reach) : [];
  return [...access, ...chosen, ...first, ...api];
}
