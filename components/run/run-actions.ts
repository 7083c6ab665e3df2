import type { ActionError, ActionResult } from '@/lib/auth/action';

export type Refusal = ActionError;

/** The page's server actions, handed down by the route: components never import from `app`. */
export type RunActions = {
  retryStep: (input: { runId: string; stepId: string }) => Promise<ActionResult<null>>;
  retryFailed: (input: { runId: string }) => Promise<ActionResult<null>>;
  cancelRun: (input: { runId: string }) => Promise<ActionResult<null>>;
};
