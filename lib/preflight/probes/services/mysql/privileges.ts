import { finding, type Outcome, passed } from '../../../check';
import { isRefusal, type MysqlClient } from './client';
import { isLeftover, tableName, tablePrefix } from './judge';

const name = (text: string) => `\`${text.replaceAll('`', '``')}\``;

/**
 * Makes a table in each database, uses it as Rainbond's migrations do, and drops it. Nothing may stay behind:
 * - DROP is asked for first, of a table that isn't there: MySQL looks at the privilege before the table. Without it nothing is made.
 * - From CREATE to DROP is one packet, so that the server carries on when the console or the network goes away.
 * - Should the server itself stop in between, a later run finds the table by its name and age, and drops it.
 */
export async function provePrivileges(
  client: MysqlClient,
  databases: string[],
  nonce: string,
  index: number,
): Promise<Outcome> {
  const now = await serverTime(client);
  await dropLeftovers(client, databases, now);
  const table = tableName(now, nonce, index);
  for (const database of databases) {
    const full = `${name(database)}.${name(table)}`;
    const denied = (error: unknown): Outcome => {
      if (!isRefusal(error)) throw error;
      return finding('block', { database, found: error.sqlMessage, errno: error.errno });
    };
    try {
      await client.run(`DROP TABLE IF EXISTS ${full}`);
    } catch (error) {
      return denied(error);
    }
    try {
      await client.run(
        [
          `CREATE TABLE ${full} (id INT PRIMARY KEY, word VARCHAR(20))`,
          `INSERT INTO ${full} VALUES (1, 'slipway')`,
          `SELECT id FROM ${full}`,
          `ALTER TABLE ${full} ADD COLUMN more INT`,
          `CREATE INDEX word_index ON ${full} (word)`,
          `UPDATE ${full} SET more = 2 WHERE id = 1`,
          `DELETE FROM ${full} WHERE id = 1`,
          `DROP TABLE ${full}`,
        ].join('; '),
      );
    } catch (error) {
      await client.run(`DROP TABLE IF EXISTS ${full}`);
      return denied(error);
    }
  }
  return passed({ database: databases.join(', '), found: 'none', errno: 0 });
}

async function serverTime(client: MysqlClient): Promise<number> {
  const [row] = await client.rows('SELECT UNIX_TIMESTAMP() AS now');
  return Number(row?.now);
}

async function dropLeftovers(client: MysqlClient, databases: string[], now: number): Promise<void> {
  const rows = await client.rows(
    'SELECT table_schema AS db, table_name AS tbl FROM information_schema.tables WHERE table_schema IN (?) AND LEFT(table_name, ?) = ?',
    [databases, tablePrefix.length, tablePrefix],
  );
  for (const { db, tbl } of rows) {
    if (!isLeftover(String(tbl), now)) continue;
    try {
      await client.run(`DROP TABLE IF EXISTS ${name(String(db))}.${name(String(tbl))}`);
    } catch (error) {
      // No right to drop: the check itself is about to say so.
      if (!isRefusal(error)) throw error;
    }
  }
}
