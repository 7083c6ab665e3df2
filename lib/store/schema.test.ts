import { afterAll, beforeAll, expect, it } from 'vitest';
import { Prisma } from './generated/client';
import { type TestDatabase, testDatabase } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type Reader = { findMany: () => Promise<unknown[]> };

it.each(Object.values(Prisma.ModelName))('the migrated database has every column of %s', async (model) => {
  // A read names each column of schema.prisma; PostgreSQL refuses one that it doesn't have.
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  const reader = (database.db as unknown as Record<string, Reader>)[name];
  expect(await reader?.findMany()).toEqual([]);
});

it('the migrated database has no column that schema.prisma lacks', async () => {
  const { rows } = await database.pool.query<{ columns: string }>(
    `SELECT count(*) AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
  );
  const fields = Object.values(Prisma.ModelName).flatMap((model) => {
    const scalars = Prisma[`${model}ScalarFieldEnum`];
    return Object.keys(scalars);
  });
  expect(Number(rows[0]?.columns)).toBe(fields.length);
});

it('takes values of every type and gives them back', async () => {
  const { db } = database;
  const at = new Date('2026-11-23T18:00:00.123Z');
  const user = { id: 'u', name: 'Ada', email: 'a@b.example', role: 'owner', sessions: undefined };
  await db.user.create({
    data: { ...user, sessions: { create: { id: 's', token: 't', expiresAt: at } } },
  });
  await db.rateLimit.create({ data: { id: 'r', key: 'k', count: 1, lastRequest: 2n ** 60n } });
  const plan = await db.plan.create({
    data: {
      name: 'p',
      updatedBy: 'u',
      revisions: { create: { number: 1, document: { a: [1, null] }, createdBy: 'u' } },
    },
  });
  const run = await db.run.create({
    data: {
      planId: plan.id,
      number: 1,
      planRevision: 1,
      kind: 'install',
      runbook: {},
      runbookSha256: '',
      state: 'queued',
      createdBy: 'u',
    },
  });
  await db.logLine.create({
    data: { runId: run.id, seq: 1, at, host: 'h', step: 's', attempt: 1, stream: 'out', text: '密\u0007' },
  });
  expect(await db.session.findFirst()).toMatchObject({ expiresAt: at });
  expect(await db.rateLimit.findFirst()).toMatchObject({ lastRequest: 2n ** 60n });
  expect(await db.planRevision.findFirst()).toMatchObject({ document: { a: [1, null] } });
  expect(await db.logLine.findFirst()).toMatchObject({ at, text: '密\u0007' });
  await db.plan.delete({ where: { id: plan.id } });
  expect(await db.logLine.count()).toBe(0);
});
