import type { PoolClient } from 'pg';
import type { AttemptState, StepError } from './view';

/**
 * What may follow what. `waiting` is entered by making a row; the four without exits are final.
 *
 * - uploading is skipped when a step has no uploads
 * - acting → observing: the act vanished (its host rebooted), and a new observe decides
 */
const exits: Record<AttemptState, AttemptState[]> = {
  waiting: ['observing', 'cancelled'],
  observing: ['satisfied', 'uploading', 'acting', 'failed', 'cancelled'],
  uploading: ['acting', 'failed', 'cancelled'],
  acting: ['verifying', 'observing', 'failed', 'cancelled'],
  verifying: ['succeeded', 'failed', 'cancelled'],
  satisfied: [],
  succeeded: [],
  failed: [],
  cancelled: [],
};

export const isFinal = (state: AttemptState) => exits[state].length === 0;
export const isActive = (state: AttemptState) => state !== 'waiting' && !isFinal(state);
/** Its dependents may start. */
export const isDone = (state: AttemptState) => state === 'succeeded' || state === 'satisfied';

export class IllegalTransition extends Error {
  constructor(where: string, from: string, to: AttemptState) {
    super(`${where}: an attempt in state ${from} can't become ${to}`);
    this.name = 'IllegalTransition';
  }
}

export function mayBecome(from: AttemptState, to: AttemptState): boolean {
  return exits[from].includes(to);
}

export type AttemptKey = { runId: string; stepId: string; number: number };

/**
 * Changes an attempt's state: the only place that does. To be called inside a fenced transaction (`fence.ts`).
 * Throws IllegalTransition when the row isn't in the state that the caller believes it to be in.
 */
export async function transition(
  client: PoolClient,
  key: AttemptKey,
  from: AttemptState,
  to: AttemptState,
  error: StepError | null = null,
): Promise<void> {
  const where = `${key.stepId} attempt ${key.number}`;
  if (!mayBecome(from, to)) throw new IllegalTransition(where, from, to);
  const { rowCount } = await client.query(
    `UPDATE attempt SET state = $5, error = $6::jsonb,
       started_at = CASE WHEN $4 = 'waiting' AND $5 = 'observing' THEN now() AT TIME ZONE 'utc' ELSE started_at END,
       finished_at = CASE WHEN $7 THEN now() AT TIME ZONE 'utc' END
     WHERE run_id = $1 AND step_id = $2 AND number = $3 AND state = $4`,
    [key.runId, key.stepId, key.number, from, to, error === null ? null : JSON.stringify(error), isFinal(to)],
  );
  if (rowCount !== 1) throw new IllegalTransition(where, `other than ${from}`, to);
}
