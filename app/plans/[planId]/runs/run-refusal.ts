import { ActionFailure } from '@/lib/auth/action';
import { RunError } from '@/lib/runs/run-error';
import { PlanStoreError } from '@/lib/store/plans';

/** A refusal of the engine or the store as one that the page explains; anything else stays what it is. */
export function asActionFailure(error: unknown): unknown {
  if (error instanceof RunError) return new ActionFailure(error.code, error.values);
  if (error instanceof PlanStoreError && error.code === 'not-found') return new ActionFailure('no-such-plan');
  return error;
}
