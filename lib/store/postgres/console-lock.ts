import { Client } from 'pg';
import { StoreError } from '../store-error';

/** Any number that nothing else in database `postgres` of our own cluster uses. */
const lockNumber = 7_600_001;
const namePrefix = 'slipway console ';

export type ConsoleLock = { release: () => Promise<void>; lost: Promise<void> };

/**
 * One console per data folder. The lock is PostgreSQL's and belongs to a connection, so it dies with the process,
 * SIGKILL included: there is no file to clean up.
 * @param patience milliseconds to wait for one that is just ending.
 * @throws StoreError `in-use`
 */
export async function lockConsole(url: string, patience: number): Promise<ConsoleLock> {
  const client = new Client({
    connectionString: url,
    application_name: `${namePrefix}${process.pid}`,
    keepAlive: true,
  });
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  await client.connect();
  const deadline = Date.now() + patience;
  for (;;) {
    const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [lockNumber]);
    if (rows[0]?.got) return { release: () => client.end(), lost };
    if (Date.now() > deadline) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const holder = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`,
    [lockNumber],
  );
  await client.end();
  const pid = holder.rows[0]?.name.slice(namePrefix.length) || 'unknown';
  throw new StoreError(
    'in-use',
    `Another console (process ${pid}) already uses these data. Use that one, stop it (kill ${pid}), or start this one with a folder of its own: SLIPWAY_DATA=/path/to/other`,
  );
}
