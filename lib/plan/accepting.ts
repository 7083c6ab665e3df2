import type { Finding, FindingValues } from './finding';
import type { Accepted, Plan } from './schema';

/** Rules that block unless a person says why not: nobody has tried the pair, and some will. Every other one that blocks stands. */
const overridable: readonly string[] = ['plan.versions.matrix'];

/** Values that every check measures anew: what was kept is that there is a difference, not how large it was that minute. */
const measured: Readonly<Record<string, readonly string[]>> = {
  'plan.time.skew': ['found'],
  // By which words the limit stands is no other finding.
  'plan.disk.used': ['found', 'limit', 'by'],
};

/** The same rule on other hosts or at another field is a new finding. */
function isAbout(accepted: Accepted, { id, hosts, path }: Pick<Finding, 'id' | 'hosts' | 'path'>): boolean {
  return (
    accepted.id === id &&
    accepted.path === (path ?? '') &&
    accepted.hosts.length === hosts.length &&
    hosts.every((host) => accepted.hosts.includes(host))
  );
}

/**
 * Whether a record is about what the finding says now: other versions, other numbers are another finding. A record without values, of
 * before they were kept, may have been about anything: that is enough for a warning, and not for what blocks.
 */
function covers(accepted: Accepted, finding: Finding): boolean {
  if (!isAbout(accepted, finding)) return false;
  return accepted.found ? sameValues(finding.id, accepted.found, finding.values) : !overridable.includes(finding.id);
}

/** Preflight checks, whose ids don't begin with `plan.`, measure all of their values anew; how a host has changed since is none of them. */
function sameValues(id: string, before: FindingValues, now: FindingValues): boolean {
  if (!id.startsWith('plan.') && id !== 'preflight.changed') return true;
  const aside = measured[id] ?? [];
  const keys = (values: FindingValues) => Object.keys(values).filter((key) => !aside.includes(key));
  return keys(before).length === keys(now).length && keys(now).every((key) => before[key] === now[key]);
}

/** What the plan's record says about this very finding. Without a reason it says nothing. */
export function acceptanceOf(plan: Plan, finding: Finding): Accepted | null {
  return plan.accepted.find((each) => covers(each, finding) && each.reason.trim() !== '') ?? null;
}

/** The latest record about the same place that says nothing of this finding, because it says something else now. */
export function formerAcceptanceOf(plan: Plan, finding: Finding): Accepted | null {
  if (acceptanceOf(plan, finding)) return null;
  return plan.accepted.findLast((each) => isAbout(each, finding) && each.reason.trim() !== '') ?? null;
}

/** Whether a person may override the rule although it blocks. */
export const isOverridable = (id: string): boolean => overridable.includes(id);

/** Whether a person may keep it, with a reason. */
export function canBeAccepted({ id, severity }: Finding): boolean {
  return severity !== 'block' || isOverridable(id);
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
  const { id, hosts, path = '', values } = finding;
  return { ...plan, accepted: [...withdraw(plan, finding).accepted, { id, hosts, path, found: values, ...record }] };
}

/** The plan as if nobody had kept it. Records about what the same rule said before stay: it may say so again. */
export function withdraw(plan: Plan, finding: Finding): Plan {
  const gone = (each: Accepted) => covers(each, finding) || (isAbout(each, finding) && !each.found);
  return { ...plan, accepted: plan.accepted.filter((each) => !gone(each)) };
}

const sameFound = (a: Accepted['found'], b: Accepted['found']): boolean =>
  a === b || (a !== undefined && b !== undefined && sameValues('plan.', a, b));

/**
 * The document with every record that `before` didn't have signed by who saves it, now: a page may say anything about who
 * kept a warning, and when.
 */
export function signed(before: Plan, after: Plan, by: string, at: string): Plan {
  const stored = (record: Accepted) =>
    before.accepted.find(
      (each) =>
        isAbout(each, record) &&
        sameFound(each.found, record.found) &&
        each.reason === record.reason &&
        each.by === record.by,
    );
  return { ...after, accepted: after.accepted.map((record) => stored(record) ?? { ...record, by, at }) };
}
