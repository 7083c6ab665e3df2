'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { blocking } from '@/lib/plan/findings';
import { createRun } from '@/lib/runs/runs';
import { asActionFailure } from '../runs/run-refusal';
import { loadReview } from './load-review';

const input = z.object({
  planId: z.string(),
  /** Number of the revision that was reviewed. */
  revision: z.number().int().min(1),
  /** Of the runbook that was reviewed. */
  runbookSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * Starts the install that was reviewed: compiled again from what is stored now, and refused when that isn't the same
 * bytes, when a finding of the plan or of its preflight blocks, while a preflight is under way, or when a run of this plan is active.
 */
export const startInstall = action('run:start', input, async ({ planId, revision, runbookSha256 }, user) => {
  let number: number;
  try {
    const { stored, findings, report, runbook, sha256 } = await loadReview(planId);
    if (stored.revision !== revision)
      throw new ActionFailure('revision-changed', { found: stored.revision, needed: revision });
    const blockers = blocking(findings).length;
    if (report?.state === 'running') throw new ActionFailure('preflight-running', { by: report.startedBy });
    if (blockers > 0) throw new ActionFailure('findings-block', { count: blockers });
    if (!runbook) throw new ActionFailure('not-compiled');
    if (sha256 !== runbookSha256) throw new ActionFailure('runbook-changed');
    const run = await createRun({ planId, kind: runbook.kind, planRevision: revision, runbook, sha256, user });
    await audit(user, 'run.start', `run:${run.runId}`, { plan: planId, number: run.number, revision, sha256 });
    number = run.number;
  } catch (error) {
    throw asActionFailure(error);
  }
  redirect(`/plans/${planId}/runs/${number}`);
});
