import type { PlanHost } from '@/lib/plan/schema';
import type { Check, CheckContext } from './check';
import type { Probe } from './probe';

/** Which part of a preflight is asked for; both: what is in both. Absent: all. */
export type Only = { checks?: readonly string[] | undefined; hosts?: readonly string[] | undefined };

export type Square = { check: string; host: string };

/** Every check on every host that it concerns, in the order of the page. */
export function squaresOf(checks: readonly Check[], context: CheckContext): Square[] {
  return checks.flatMap((check) =>
    context.plan.hosts
      .filter((host) => check.appliesTo(context, host))
      .map((host) => ({ check: check.id, host: host.name })),
  );
}

/**
 * The squares that have to be looked at for what is asked. A comparison needs all of its hosts, and a probe does all of
 * what it does or nothing; whoever is connected to answers for access as well.
 */
export function chosenSquares(
  catalogue: { access: readonly Check[]; scripts: readonly Check[]; probes: readonly Probe[] },
  context: CheckContext,
  only: Only,
): Square[] {
  const wanted = (check: Check, host: PlanHost) =>
    (only.checks?.includes(check.id) ?? true) && (only.hosts?.includes(host.name) ?? true);
  const applies = (check: Check) => context.plan.hosts.filter((host) => check.appliesTo(context, host));
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
  return [...access, ...chosen];
}
