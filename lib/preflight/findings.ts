import { withOverride } from '@/lib/plan/accepting';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Finding } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';
import { catalogue } from './catalogue';
import type { Check } from './check';
import { squaresOf } from './expected';
import { driftOf } from './host-basis';
import { joinFindings, type PreflightWord } from './join-findings';
import { planChanges } from './plan-changes';
import { planSha256 } from './plan-sha256';
import type { Report } from './result';

/** Days after which a preflight is worth running again: disks fill and clocks drift in a day; in a week somebody has worked on the hosts. */
const oldDays = { info: 1, warn: 7 };
const dayMs = 24 * 60 * 60 * 1000;

/** What else is known of how things were and are: without it a report is only old or of another plan, and nobody can say why. */
export type Since = {
  /** The newest facts of the plan's hosts. */
  facts?: FactsByHost;
  /** The plan that the report is of; null: unknown. */
  before?: Plan | null;
};

/** Whether a report says something about this very plan. */
export function isCurrent(plan: Plan, report: Report): boolean {
  return report.planSha256 === planSha256(plan);
}

/**
 * What a preflight says about a plan: a finding per check and host, with the check's id and no path, so that one that is accepted
 * stays so whatever is measured next time. A report of another plan says nothing but that it is old; none, or one with
 * squares that nobody answered, is a warning: what wasn't looked at isn't fine.
 */
export function preflightFindings(
  plan: Plan,
  report: Report | null,
  checks: readonly Check[] = catalogue,
  now: number = Date.now(),
  since: Since = {},
): Finding[] {
  if (!report) return plan.hosts.length === 0 ? [] : [about('preflight.missing', {})];
  if (!isCurrent(plan, report)) {
    const known = since.before
      ? { known: 'yes', ...planChanges(since.before, plan) }
      : { known: 'no', ...nothingKnown };
    return [about('preflight.stale', { revision: report.planRevision, ...known })];
  }
  const known = new Map(checks.map((check) => [check.id, check]));
  const found = report.results.flatMap((result): Finding[] => {
    const check = known.get(result.check);
    if (result.state !== 'finding' || !check) return [];
    const { severity, values, host } = result;
    return [
      withOverride(plan, {
        id: check.id,
        severity,
        section: check.section,
        hosts: [host],
        values: { host, ...values },
      }),
    ];
  });
  const open = report.results.filter(({ state }) => state !== 'passed' && state !== 'finding').length;
  // What a check that is new since then would have looked at.
  const has = new Set(report.results.map(({ check, host }) => `${check} ${host}`));
  const squares = squaresOf(checks, { plan, facts: {}, bundle: null });
  const missing = squares.filter(({ check, host }) => !has.has(`${check} ${host}`)).length;
  if (report.state !== 'finished' || open + missing > 0)
    found.push(
      about('preflight.incomplete', {
        count: open + missing,
        of: report.results.length + missing,
        state: report.state,
      }),
    );
  const days = Math.floor((now - (report.finishedAt ?? now)) / dayMs);
  if (days >= oldDays.info)
    found.push({ ...about('preflight.old', { days }), severity: days >= oldDays.warn ? 'warn' : 'info' });
  return [...found, ...drifted(plan, report, since.facts ?? {})];
}

const nothingKnown = {
  ...{ added: 'none', removed: 'none', moved: 'none', roles: 'none', ssh: 'none', version: 'none', sections: 'none' },
};

/** Hosts whose newer facts say something else than the preflight knew: what it found there was found of another host, so to say. */
function drifted(plan: Plan, report: Report, facts: FactsByHost): Finding[] {
  return report.hosts.flatMap(({ name, facts: basis }) => {
    const now = facts[name];
    const drift = basis && now && driftOf(basis, now);
    const finding = drift && { ...about('preflight.changed', { host: name, ...drift }), hosts: [name] };
    return finding ? [withOverride(plan, finding)] : [];
  });
}

function about(id: string, values: Finding['values']): Finding {
  return { id, severity: 'warn', section: 'hosts', hosts: [], values };
}

/** All that a preflight has to say about a plan. */
export function preflightWord(
  plan: Plan,
  report: Report | null,
  checks: readonly Check[] = catalogue,
  since: Since = {},
): PreflightWord {
  const current = report && isCurrent(plan, report);
  return {
    findings: preflightFindings(plan, report, checks, Date.now(), since),
    covered: current ? coverage(report, checks) : {},
  };
}

/** The plan's own findings with those of its preflight. */
export function withPreflight(
  plan: Plan,
  own: Finding[],
  report: Report | null,
  checks: readonly Check[] = catalogue,
  since: Since = {},
): Finding[] {
  return joinFindings(own, preflightWord(plan, report, checks, since));
}

/** Hosts by rule that a check with an answer for them replaces. */
function coverage(report: Report, checks: readonly Check[]): PreflightWord['covered'] {
  const replaced = new Map(checks.map((check) => [check.id, check.replaces ?? []]));
  const covered: PreflightWord['covered'] = {};
  for (const { check, host, state } of report.results) {
    if (state !== 'passed' && state !== 'finding') continue;
    for (const rule of replaced.get(check) ?? []) covered[rule] = [...(covered[rule] ?? []), host];
  }
  return covered;
}
