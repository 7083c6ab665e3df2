import { ActionFailure } from '@/lib/auth/action';
import { PreflightError } from '@/lib/preflight/preflight-error';
import { RunError } from '@/lib/runs/run-error';
import { PlanStoreError } from '@/lib/store/plans';

/** A refusal of the engine, of a preflight or of the store as one that the page explains; anything else stays what it is. */
export function asActionFailure(error: unknown): unknown {
  if (error instanceof RunError || error instanceof PreflightError) return new ActionFailure(error.code, error.values);
  if (error instanceof PlanStoreError && error.code === 'not-found') return new ActionFailure('no-such-plan');
  return error;
}
