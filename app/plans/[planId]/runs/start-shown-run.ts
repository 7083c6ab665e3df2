import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ActionFailure } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import type { SessionUser } from '@/lib/auth/permissions';
import type { Runbook } from '@/lib/runbook/runbook';
import { createRun } from '@/lib/runs/runs';
import { asActionFailure } from './run-refusal';

/** Hash of the runbook that was shown. */
export const shownSha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What is asked for when somebody has typed the cluster's name below what was shown. */
export const typedStart = z.object({ planId: z.string(), name: z.string(), runbookSha256: shownSha256 });

/** @throws ActionFailure `name-differs` */
export function mustBeNamed(plan: { name: string }, typed: string): void {
  if (typed !== plan.name) throw new ActionFailure('name-differs', { needed: plan.name });
}

export type Compiled = {
  runbook: Runbook;
  sha256: string;
  /** Of the plan that it was compiled from. */
  revision: number;
  /** What the record of the start says beside plan, run and bytes. */
  record: Record<string, string | number | boolean | string[]>;
};

type Start = {
  planId: string;
  user: SessionUser;
  shown: string;
  /** Compiles it again from what is known now, or refuses. */
  compile: () => Promise<Compiled>;
};

/**
 * Starts what was shown, and nothing else, and writes it down.
 *
 * @throws ActionFailure `runbook-changed` when it isn't the same bytes any more, and what `compile` and the engine refuse
 */
export async function startShownRun({
  planId,
  user,
  shown,
  compile,
}: Start): Promise<{ runId: string; number: number }> {
  try {
    const { runbook, sha256, revision, record } = await compile();
    if (sha256 !== shown) throw new ActionFailure('runbook-changed');
    const run = await createRun({ planId, kind: runbook.kind, planRevision: revision, runbook, sha256, user });
    await audit(user, 'run.start', `run:${run.runId}`, { plan: planId, number: run.number, ...record, sha256 });
    return run;
  } catch (error) {
    throw asActionFailure(error);
  }
}

/** The same, and then sends the browser to the run. */
export async function startAndShowRun(start: Start): Promise<never> {
  const { number } = await startShownRun(start);
  redirect(`/plans/${start.planId}/runs/${number}`);
}
