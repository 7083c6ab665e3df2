import { readBundle } from '@/lib/artifacts/read-bundle';
import { emptyBundle } from '@/lib/plan/bundle-index';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Finding } from '@/lib/plan/finding';
import { blocking, findingsOf } from '@/lib/plan/findings';
import { withPreflight } from '@/lib/preflight/findings';
import type { Report } from '@/lib/preflight/result';
import { loadSince } from '@/lib/preflight/since';
import { latestReport } from '@/lib/preflight/store';
import { compile } from '@/lib/runbook/compile';
import { CompileError, type CompileErrorCode } from '@/lib/runbook/compile-error';
import type { Runbook } from '@/lib/runbook/runbook';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { listCredentials } from '@/lib/store/credentials';
import { bundleCacheDir } from '@/lib/store/data-dir';
import { factsOf } from '@/lib/store/facts';
import { getPlan, type StoredPlan } from '@/lib/store/plans';

export type Review = {
  stored: StoredPlan;
  facts: FactsByHost;
  /** The plan's own, and those of its preflight: any that blocks forbids an install. */
  findings: Finding[];
  /** The newest preflight; null when there was none. */
  report: Report | null;
  /** Null while a finding of the plan's own blocks, or when the compiler refuses. */
  runbook: Runbook | null;
  /** '' while there is no runbook. */
  sha256: string;
  /** Why the compiler refused; null when it didn't, or wasn't asked because a finding blocks. */
  refused: { code: CompileErrorCode; values: Record<string, string> } | null;
};

/**
 * The newest revision of a plan with everything that a review needs, compiled here and now: the page, the export and the start
 * of a run all come through this, so that none of them can mean other bytes.
 * @throws PlanStoreError `not-found`; PlanDocumentError when a newer Slipway wrote the plan
 */
export async function loadReview(planId: string): Promise<Review> {
  const stored = await getPlan(planId);
  const plan = stored.document;
  const [facts, bundle, report, credentials] = await Promise.all([
    factsOf(plan.hosts),
    plan.artifacts.kind === 'bundle' && plan.artifacts.folder !== ''
      ? readBundle(plan.artifacts.folder, { cacheDir: bundleCacheDir() })
      : null,
    latestReport(planId),
    listCredentials(),
  ]);
  const own = findingsOf({ plan, facts, bundle, credentials });
  const findings = withPreflight(plan, own, report, undefined, await loadSince(planId, plan, report, facts));
  const none = { stored, facts, findings, report, runbook: null, sha256: '', refused: null };
  const index = plan.artifacts.kind === 'online' ? emptyBundle : bundle?.index;
  if (blocking(own).length > 0 || !index) return none;
  try {
    const runbook = compile(plan, facts, index, planId);
    return { ...none, runbook, sha256: runbookSha256(runbook) };
  } catch (error) {
    // What no rule has said before: the page shows it in place of the files.
    if (error instanceof CompileError) return { ...none, refused: { code: error.code, values: error.values } };
    throw error;
  }
}
