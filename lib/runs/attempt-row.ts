import type { Pool, PoolClient } from 'pg';
import type { AttemptState, StepError } from './view';

export type AttemptRow = {
  stepId: string;
  number: number;
  state: AttemptState;
  startedAt: number | null;
  actStartedAt: number | null;
  finishedAt: number | null;
  uploadedBytes: number;
  outputOffset: number;
  error: StepError | null;
};

// The columns are `timestamp` holding UTC (Prisma's default); through epoch numbers no time zone can slip in.
const epoch = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

export async function attemptsOf(on: Pool | PoolClient, runId: string): Promise<AttemptRow[]> {
  const { rows } = await on.query<AttemptRow>(
    `SELECT step_id AS "stepId", number, state, error, ${epoch('started_at')} AS "startedAt",
       ${epoch('act_started_at')} AS "actStartedAt", ${epoch('finished_at')} AS "finishedAt",
       uploaded_bytes::float8 AS "uploadedBytes", output_offset::float8 AS "outputOffset"
     FROM attempt WHERE run_id = $1 ORDER BY step_id, number`,
    [runId],
  );
  return rows;
}
