import { Pool } from 'pg';
import { databaseUrl } from './database-url';

const place = globalThis as typeof globalThis & { slipwayPool?: { url: string; pool: Pool } };

/** The process's one pool of plain connections, for SQL that Prisma can't say. */
export function pool(): Pool {
  const url = databaseUrl();
  if (place.slipwayPool?.url !== url) {
    const made = new Pool({ connectionString: url, max: 10, application_name: 'slipway' });
    // Without a listener, an idle connection that the server ends would end this process.
    made.on('error', () => {});
    place.slipwayPool = { url, pool: made };
  }
  return place.slipwayPool.pool;
}

export async function closePool(): Promise<void> {
  const open = place.slipwayPool;
  place.slipwayPool = undefined;
  await open?.pool.end();
}
