import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { PlanHop } from '@/lib/plan/schema';
import { migrate } from './migrate';
import { type TestDatabase, testDatabase } from './testing';

/** The migration that gave host keys and facts their way, from a database as it was before. */
let database: TestDatabase;
let older: string;
beforeAll(async () => {
  database = await testDatabase();
  older = await mkdtemp(path.join(tmpdir(), 'slipway-older-'));
  await cp('prisma/migrations', older, { recursive: true });
  await rm(path.join(older, '20261128030000_places_by_their_way'), { recursive: true });
});
afterAll(async () => {
  await rm(older, { recursive: true });
  await database.close();
});

const hop = (address: string, port = 22): PlanHop => ({ address, port, user: 'jump', credential: 'k' });

async function plan(id: string, ...revisions: unknown[]): Promise<void> {
  const { pool } = database;
  await pool.query(`INSERT INTO plan (id, name, updated_at, updated_by) VALUES ($1, $1, now(), 'u')`, [id]);
  for (const [index, document] of revisions.entries())
    await pool.query('INSERT INTO plan_revision (plan_id, number, document, created_by) VALUES ($1, $2, $3, $4)', [
      ...[id, index + 1, JSON.stringify(document), 'u'],
    ]);
}

const withHosts = (hosts: Record<string, PlanHop[]>) => {
  const sample = samplePlan();
  const [first] = sample.hosts;
  if (!first) throw new Error('the sample has no host');
  return {
    ...sample,
    hosts: Object.entries(hosts).map(([address, via]) => ({ ...first, address, ssh: { ...first.ssh, via } })),
  };
};

test('what is known of an address goes to the one way that plans take there, and stays direct where that can’t be told', async () => {
  await database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await migrate(database.url, older);
  // The older revision took no bastion; the newest says what counts.
  const east = [hop('192.0.2.1'), hop('10.1.0.1', 2200)];
  await plan('east', withHosts({ '10.0.0.1': [] }), withHosts({ '10.0.0.1': east, '10.0.0.2': east }));
  await plan('west', withHosts({ '10.0.0.2': [hop('192.0.2.2')], '10.0.0.3': [] }));
  await plan('broken', { hosts: [null, 7, { address: null, ssh: { via: 'x' } }] }, 'no plan at all');
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.9', '192.0.2.1', '10.1.0.1']) {
    const port = address === '10.1.0.1' ? 2200 : 22;
    await database.pool.query(
      `INSERT INTO host_key (address, port, key_type, fingerprint, key, accepted_by) VALUES ($1, $2, 'ssh-ed25519', '', '', '')`,
      [address, port],
    );
    await database.pool.query('INSERT INTO host_facts (address, port, facts, gathered_at) VALUES ($1, $2, $3, now())', [
      ...[address, port, '{}'],
    ]);
  }
  expect(await migrate(database.url)).toEqual(['20261128030000_places_by_their_way']);
  const both = await Promise.all(
    ['host_key', 'host_facts'].map((table) =>
      database.pool.query<{ address: string; way: string }>(`SELECT address, way FROM ${table}`),
    ),
  );
  for (const { rows } of both)
    expect(Object.fromEntries(rows.map(({ address, way }) => [address, way]))).toEqual({
      '10.0.0.1': '192.0.2.1:22 10.1.0.1:2200',
      // Two sites have it: nobody knows which of them was accepted.
      '10.0.0.2': '',
      '10.0.0.3': '',
      '10.0.0.9': '',
      '192.0.2.1': '',
      '10.1.0.1': '192.0.2.1:22',
    });
});
