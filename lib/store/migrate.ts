import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { databaseUrl } from './database-url';
import { StoreError } from './store-error';

/** The number that `prisma migrate deploy` locks with too, so that the two never run at once. */
const prismaMigrationLock = 72_707_369;

/** As Prisma makes it (schema-engine, `migrations_table`): either tool may come first. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Brings the database to this version's tables. Each migration runs in a transaction of its own: it is there whole or
 * not at all (so none may use what PostgreSQL refuses in one, such as CREATE INDEX CONCURRENTLY).
 * @returns names of the migrations that were applied now, in order.
 * @throws StoreError `migration-failed`, `migration-edited` or `migration-unknown`.
 */
export async function migrate(url = databaseUrl(), folder = path.resolve('prisma/migrations')): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new Client({ connectionString: url, application_name: 'slipway migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaMigrationLock]);
    await client.query(bookkeeping);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const pending = pendingOf(migrations, rows);
    for (const migration of pending) await apply(client, migration);
    return pending.map((m) => m.name);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((e) => e.isDirectory()).map((e) => e.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((m) => [m.name, m]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      throw new StoreError(
        'migration-unknown',
        `The database has migration ${row.migration_name}, which this version of Slipway doesn't know: it was last used by a newer one. Start that version, or restore a backup made before it.`,
      );
    }
    if (!row.finished_at) {
      throw new StoreError(
        'migration-failed',
        `Migration ${row.migration_name} was started by another tool and never finished. Repair the database, then: npx prisma migrate resolve --rolled-back ${row.migration_name}`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new StoreError(
        'migration-edited',
        `prisma/migrations/${row.migration_name}/migration.sql was changed after it had been applied (found SHA-256 ${migration.checksum}, applied ${row.checksum}). Put the file back as it was; a change goes into a new migration.`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((m) => !done.has(m.name));
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(
      'migration-failed',
      `Migration ${name} failed and was rolled back, nothing of it stayed: ${found}. See prisma/migrations/${name}/migration.sql`,
      { cause },
    );
  }
}
