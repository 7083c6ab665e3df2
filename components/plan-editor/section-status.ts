import type { StateName } from '@/components/ui/glyph';
import type { Finding } from '@/lib/plan/finding';
import type { PlanSection } from '@/lib/plan/schema';

export type SectionStatus = { state: StateName; count: number };

/** What stands beside a section in the list of steps: its worst kind of finding and how many of those there are. */
export function sectionStatus(findings: Finding[], section: PlanSection): SectionStatus {
  const own = findings.filter((finding) => finding.section === section);
  const of = (severity: Finding['severity']) => own.filter((finding) => finding.severity === severity).length;
  if (of('block') > 0) return { state: 'blocking', count: of('block') };
  if (of('warn') > 0) return { state: 'warning', count: of('warn') };
  if (of('info') > 0) return { state: 'note', count: of('info') };
  return { state: 'satisfied', count: 0 };
}

/** Findings at one field of the document; those about a path below it count too. */
export function findingsAt(findings: Finding[], path: string): Finding[] {
  return findings.filter((finding) => finding.path === path || finding.path?.startsWith(`${path}.`));
}
