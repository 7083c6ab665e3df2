'use server';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import * as runs from '@/lib/runs/runs';
import { asActionFailure } from '../run-refusal';

const runOnly = z.object({ runId: z.string() });

export const retryStep = action('run:start', runOnly.extend({ stepId: z.string() }), async (input, user) => {
  await runs.retryStep(input).catch(refuse);
  await audit(user, 'run.retry', `run:${input.runId}`, { step: input.stepId });
  return null;
});

export const retryFailed = action('run:start', runOnly, async (input, user) => {
  await runs.retryFailed(input).catch(refuse);
  await audit(user, 'run.retry', `run:${input.runId}`);
  return null;
});

export const cancelRun = action('run:start', runOnly, async (input, user) => {
  await runs.cancelRun(input).catch(refuse);
  await audit(user, 'run.cancel', `run:${input.runId}`);
  return null;
});

function refuse(error: unknown): never {
  throw asActionFailure(error);
}
