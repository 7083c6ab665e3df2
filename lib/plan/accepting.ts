import type { Finding } from './finding';
import type { Accepted, Plan } from './schema';

/** Rules that block unless a person says why not: nobody has tried the pair, and some will. Every other one that blocks stands. */
const overridable: readonly string[] = ['plan.versions.matrix'];

/** The same rule on other hosts or at another field is a new finding. */
function isAbout(accepted: Accepted, { id, hosts, path }: Pick<Finding, 'id' | 'hosts' | 'path'>): boolean {
  return (
    accepted.id === id &&
    accepted.path === (path ?? '') &&
    accepted.hosts.length === hosts.length &&
    hosts.every((host) => accepted.hosts.includes(host))
  );
}

/** What the plan's record says about this very finding. Without a reason it says nothing. */
export function acceptanceOf(plan: Plan, finding: Finding): Accepted | null {
  return plan.accepted.find((each) => isAbout(each, finding) && each.reason.trim() !== '') ?? null;
}

/** Whether a person may keep it, with a reason. */
export function canBeAccepted({ id, severity }: Finding): boolean {
  return severity !== 'block' || overridable.includes(id);
}

/** Kept by a person: still shown, and marked. What blocks is never accepted. */
export function isAccepted(plan: Plan, finding: Finding): boolean {
  return finding.severity !== 'block' && acceptanceOf(plan, finding) !== null;
}

/** Findings that somebody still has to do something about. */
export function openFindings(plan: Plan, findings: Finding[]): Finding[] {
  return findings.filter((finding) => !isAccepted(plan, finding));
}

/** An overridden finding as the warning that it becomes. `findingsOf` asks it, so that nobody counts it as blocking. */
export function withOverride(plan: Plan, finding: Finding): Finding {
  const overridden = finding.severity === 'block' && canBeAccepted(finding) && acceptanceOf(plan, finding) !== null;
  return overridden ? { ...finding, severity: 'warn' } : finding;
}

/** The plan with a finding kept; a later reason takes the place of an earlier one for the same finding. */
export function accept(plan: Plan, finding: Finding, record: Pick<Accepted, 'reason' | 'by' | 'at'>): Plan {
  const { id, hosts, path = '' } = finding;
  const others = plan.accepted.filter((each) => !isAbout(each, finding));
  return { ...plan, accepted: [...others, { id, hosts, path, ...record }] };
}

/** The plan as if nobody had kept it. */
export function withdraw(plan: Plan, finding: Finding): Plan {
  return { ...plan, accepted: plan.accepted.filter((each) => !isAbout(each, finding)) };
}

/**
 * The document with every record that `before` didn't have signed by who saves it, now: a page may say anything about who
 * kept a warning, and when.
 */
export function signed(before: Plan, after: Plan, by: string, at: string): Plan {
  const stored = (record: Accepted) =>
    before.accepted.find((each) => isAbout(each, record) && each.reason === record.reason && each.by === record.by);
  return { ...after, accepted: after.accepted.map((record) => stored(record) ?? { ...record, by, at }) };
}
