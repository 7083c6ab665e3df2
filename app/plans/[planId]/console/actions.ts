'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { consoleMoveFormSchema } from '@/lib/cluster/console-move-form';
import { createRun } from '@/lib/runs/runs';
import { asActionFailure } from '../runs/run-refusal';
import { loadConsoleMove } from './load-console-move';

const input = z.object({
  planId: z.string(),
  form: consoleMoveFormSchema,
  /** The cluster's name, typed by the person. */
  name: z.string(),
  /** Of the runbook that was shown. */
  runbookSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Starts the move that was shown: compiled again from what is known now, and refused when that isn't the same bytes. */
export const startConsoleMove = action(
  'run:start',
  input,
  async ({ planId, form, name, runbookSha256 }, user): Promise<null> => {
    let number: number;
    try {
      const { plan, revision, runbook, sha256 } = await loadConsoleMove(planId, form);
      if (!runbook) throw new ActionFailure('not-compiled');
      if (name !== plan.name) throw new ActionFailure('name-differs', { needed: plan.name });
      if (sha256 !== runbookSha256) throw new ActionFailure('runbook-changed');
      const run = await createRun({ planId, kind: runbook.kind, planRevision: revision, runbook, sha256, user });
      await audit(user, 'run.start', `run:${run.runId}`, {
        ...{ plan: planId, number: run.number, kind: runbook.kind, sha256, direction: form.to, host: form.host },
      });
      number = run.number;
    } catch (error) {
      throw asActionFailure(error);
    }
    redirect(`/plans/${planId}/runs/${number}`);
  },
);
