import { withOverride } from './accepting';
import { isAskedOf } from './cluster-own';
import type { Finding } from './finding';
import type { RuleContext } from './rule';
import { planRules } from './rules/registry';
import { planSections } from './schema';

const severities: Finding['severity'][] = ['block', 'warn', 'info'];

/** What every rule says about a plan, an overridden one as a warning: blocking first, then by the editor's steps; the same input gives the same order. */
export function findingsOf(context: RuleContext): Finding[] {
  const said = planRules.filter(({ id }) => isAskedOf(context.plan, id)).flatMap((rule) => rule.check(context));
  return sorted(said.map((finding) => withOverride(context.plan, finding)));
}

/** Blocking first, then by the editor's steps; those that are alike stay in their order. */
export function sorted(findings: Finding[]): Finding[] {
  return findings
    .map((finding, order) => ({ finding, order }))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || a.order - b.order)
    .map(({ finding }) => finding);
}

/** Findings that forbid an install. The server asks this again before it queues a run. */
export function blocking(findings: Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === 'block');
}

function rank({ severity, section }: Finding): number {
  return severities.indexOf(severity) * planSections.length + planSections.indexOf(section);
}
