'use server';
import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { blocking } from '@/lib/plan/findings';
import { shownSha256, startAndShowRun } from '../runs/start-shown-run';
import { loadReview } from './load-review';

const input = z.object({
  planId: z.string(),
  /** Number of the revision that was reviewed. */
  revision: z.number().int().min(1),
  /** Of the runbook that was reviewed. */
  runbookSha256: shownSha256,
});

/**
 * Starts the install that was reviewed: compiled again from what is stored now, and refused when that isn't the same
 * bytes, when a finding of the plan or of its preflight blocks, while a preflight is under way, or when a run of this plan is active.
 */
export const startInstall = action(
  'run:start',
  input,
  async ({ planId, revision, runbookSha256: shown }, user): Promise<null> => {
    const compile = async () => {
      const { stored, findings, report, runbook, sha256 } = await loadReview(planId);
      if (stored.revision !== revision)
        throw new ActionFailure('revision-changed', { found: stored.revision, needed: revision });
      const blockers = blocking(findings).length;
      if (report?.state === 'running') throw new ActionFailure('preflight-running', { by: report.startedBy });
      if (blockers > 0) throw new ActionFailure('findings-block', { count: blockers });
      if (!runbook) throw new ActionFailure('not-compiled');
      return { runbook, sha256, revision, record: { revision } };
    };
    return startAndShowRun({ planId, user, shown, compile });
  },
);
