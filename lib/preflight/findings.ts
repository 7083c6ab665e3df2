import { withOverride } from '@/lib/plan/accepting';
import type { Finding } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';
import { catalogue } from './catalogue';
import type { Check } from './check';
import { joinFindings, type PreflightWord } from './join-findings';
import { planSha256 } from './plan-sha256';
import type { Report } from './result';

/** Whether a report says something about this very plan. */
export function isCurrent(plan: Plan, report: Report): boolean {
  return report.planSha256 === planSha256(plan);
}

/**
 * What a preflight says about a plan: a finding per check and host, with the check's id and no path, so that one that is accepted
 * stays so whatever is measured next time. A report of another plan says nothing but that it is old; none, or one with
 * squares that nobody answered, is a warning: what wasn't looked at isn't fine.
 */
export function preflightFindings(plan: Plan, report: Report | null, checks: readonly Check[] = catalogue): Finding[] {
  if (!report) return plan.hosts.length === 0 ? [] : [about('preflight.missing', {})];
  if (!isCurrent(plan, report)) return [about('preflight.stale', { revision: report.planRevision })];
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
  if (report.state !== 'finished' || open > 0)
    found.push(about('preflight.incomplete', { count: open, of: report.results.length, state: report.state }));
  return found;
}

function about(id: string, values: Finding['values']): Finding {
  return { id, severity: 'warn', section: 'hosts', hosts: [], values };
}

/** All that a preflight has to say about a plan. */
export function preflightWord(plan: Plan, report: Report | null, checks: readonly Check[] = catalogue): PreflightWord {
  const current = report && isCurrent(plan, report);
  return { findings: preflightFindings(plan, report, checks), covered: current ? coverage(report, checks) : {} };
}

/** The plan's own findings with those of its preflight. */
export function withPreflight(
  plan: Plan,
  own: Finding[],
  report: Report | null,
  checks: readonly Check[] = catalogue,
): Finding[] {
  return joinFindings(own, preflightWord(plan, report, checks));
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
