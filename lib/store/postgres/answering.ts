import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { StoreError } from '../store-error';
import { readPostmaster } from './postmaster-pid';

export type UrlOf = (port: number, database: string) => string;
export type Answer = { port: number; pid: number };

/**
 * Waits until the server of this folder takes connections. Null when it is gone (`alive` says so) or stayed silent for
 * `patience` milliseconds.
 * @throws StoreError `not-ours` when it refuses our password.
 */
export async function answering(
  urlOf: UrlOf,
  folder: string,
  patience: number,
  alive: () => boolean,
): Promise<Answer | null> {
  let deadline = Date.now() + patience;
  while (Date.now() < deadline && alive()) {
    const found = readPostmaster(folder);
    if (found.state === 'running' && found.port) {
      const code = await knock(urlOf(found.port, 'postgres'));
      if (code === null) return { port: found.port, pid: found.pid };
      if (code === '28P01') {
        throw new StoreError(
          'not-ours',
          `A PostgreSQL runs on ${folder} with another password than the one in the file beside it. Stop it (kill -INT ${found.pid}) and start again.`,
        );
      }
      // "The database system is starting up": it recovers, and that may take long. Ending it would only start over.
      if (code === '57P03') deadline = Date.now() + patience;
    }
    await wait(50);
  }
  return null;
}

/** Null when it answers, else the error's code. */
async function knock(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown';
  } finally {
    await client.end().catch(() => {});
  }
}

/** @throws StoreError `not-ours` when another folder answers on this port. */
export async function runningVersion(url: string, folder: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; folder: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('data_directory') AS folder`,
    );
    if (rows[0]?.folder !== folder) {
      throw new StoreError('not-ours', `Found a PostgreSQL on ${rows[0]?.folder}, needed the one on ${folder}.`);
    }
    return rows[0].version;
  } finally {
    await client.end();
  }
}
