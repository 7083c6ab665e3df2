import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client, type Pool } from 'pg';
import { inject } from 'vitest';
import { setDatabaseUrl } from './database-url';
import { closeDb, type Database, db } from './db';
import { closePool, pool } from './pool';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port on which `testing-server.ts` hands out the test run's PostgreSQL. */
    postgresDoor: number;
  }
}

export type TestDatabase = {
  url: string;
  /** The product's own `db()` and `pool()`, which go to this database until `close`. */
  db: Database;
  pool: Pool;
  close: () => Promise<void>;
};

/**
 * A database of this test file's own, with all tables and empty, in a real PostgreSQL that the test run shares.
 * Call it in `beforeAll`, and `close` in `afterAll`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = JSON.parse(await text(connect(inject('postgresDoor'), '127.0.0.1'))) as
    | { url: string; template: string }
    | { error: string };
  if ('error' in server) throw new Error(server.error);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server.url, `CREATE DATABASE ${name} TEMPLATE ${server.template}`);

  const url = new URL(server.url);
  url.pathname = name;
  setDatabaseUrl(url.href);
  const close = async () => {
    await Promise.all([closeDb(), closePool()]);
    setDatabaseUrl(undefined);
    await administer(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { url: url.href, db: db(), pool: pool(), close };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
