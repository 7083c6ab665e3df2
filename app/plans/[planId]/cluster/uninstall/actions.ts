'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { createRun } from '@/lib/runs/runs';
import { asActionFailure } from '../../runs/run-refusal';
import { loadUninstall } from './load-uninstall';

const input = z.object({
  planId: z.string(),
  hostFiles: z.boolean(),
  /** The cluster's name, typed by the person. */
  name: z.string(),
  /** Of the runbook that was shown. */
  runbookSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Starts the uninstall that was shown: compiled again from what is installed now, and refused when that isn't the same bytes. */
export const startUninstall = action(
  'run:start',
  input,
  async ({ planId, hostFiles, name, runbookSha256 }, user): Promise<null> => {
    let number: number;
    try {
      const found = await loadUninstall(planId, hostFiles);
      if (!found) throw new ActionFailure('no-rainbond');
      const { installed, runbook, sha256 } = found;
      if (name !== installed.plan.name) throw new ActionFailure('name-differs', { needed: installed.plan.name });
      if (sha256 !== runbookSha256) throw new ActionFailure('runbook-changed');
      const { revision } = installed;
      const run = await createRun({ planId, kind: runbook.kind, planRevision: revision, runbook, sha256, user });
      await audit(user, 'run.start', `run:${run.runId}`, {
        ...{ plan: planId, number: run.number, kind: runbook.kind, sha256, hostFiles },
      });
      number = run.number;
    } catch (error) {
      throw asActionFailure(error);
    }
    redirect(`/plans/${planId}/runs/${number}`);
  },
);
