import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate';
import { type TestDatabase, testDatabase } from './testing';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function query(sql: string) {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function migration(name: string, sql: string) {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

describe('migrate', () => {
  beforeEach(async () => {
    await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    folder = await mkdtemp(path.join(tmpdir(), 'slipway-migrations-'));
    await migration('1_one', 'CREATE TABLE one (id int)');
  });

  it('applies what is missing, in order, once', async () => {
    await migration('2_two', 'ALTER TABLE one ADD COLUMN name text');
    expect(await migrate(database.url, folder)).toEqual(['1_one', '2_two']);
    expect(await migrate(database.url, folder)).toEqual([]);
    await migration('3_three', 'INSERT INTO one VALUES (3)');
    expect(await migrate(database.url, folder)).toEqual(['3_three']);
    expect(await query('SELECT id, name FROM one')).toEqual([{ id: 3, name: null }]);
  });

  it('lets two consoles start at once', async () => {
    const both = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
    expect(both.flat()).toEqual(['1_one']);
  });

  it('leaves nothing of a migration that fails, and names it', async () => {
    await migration('2_bad', 'CREATE TABLE two (id int); SELECT nonsense');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('2_bad'),
    });
    expect(await query("SELECT to_regclass('two') AS two, to_regclass('one') IS NOT NULL AS one")).toEqual([
      { two: null, one: true },
    ]);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    await migrate(database.url, folder);
    await migration('1_one', 'CREATE TABLE one (id bigint)');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'migration-edited' });
  });

  it('refuses a database of a newer version', async () => {
    await migration('2_two', 'SELECT 1');
    await migrate(database.url, folder);
    folder = await mkdtemp(path.join(tmpdir(), 'slipway-migrations-'));
    await migration('1_one', 'CREATE TABLE one (id int)');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'migration-unknown' });
  });
});
