import type { Pool } from 'pg';

/** A stored line, as pages get it (`lib/realtime/protocol.ts` names the same shape). */
export type StoredLine = {
  seq: number;
  at: number;
  host: string;
  step: string;
  attempt: number;
  stream: 'out' | 'engine' | 'kubernetes';
  text: string;
};

/** "Everything after N", at most `limit` of it, in order. */
export async function readLinesAfter(pool: Pool, runId: string, seq: number, limit: number): Promise<StoredLine[]> {
  const { rows } = await pool.query<StoredLine>({
    name: 'slipway-lines-after',
    text: `SELECT seq, (extract(epoch FROM at) * 1000)::float8 AS at, host, step, attempt, stream, text
           FROM log_line WHERE run_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    values: [runId, seq, limit],
  });
  return rows;
}
