import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import { factsOf } from '@/lib/store/facts';
import { getRevision } from '@/lib/store/plans';
import type { Since } from './findings';
import { planSha256 } from './plan-sha256';
import type { Report } from './result';

/** What is known besides a report of how things have changed since: the newest facts, and where the plan is another, that of the report. */
export async function loadSince(
  planId: string,
  plan: Plan,
  report: Report | null,
  facts?: FactsByHost,
): Promise<Since> {
  const stale = report !== null && report.planSha256 !== planSha256(plan);
  const [known, before] = await Promise.all([
    facts ?? factsOf(plan.hosts),
    // A revision that this Slipway can't read is one that nothing can be said of.
    stale ? getRevision(planId, report.planRevision).catch(() => null) : null,
  ]);
  return { facts: known, before: before?.document ?? null };
}
