import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Runbook } from '@/lib/runbook/runbook';
import { inTransaction } from '@/lib/store/in-transaction';
import { attemptsOf } from './attempt-row';
import { type DriveEnd, drive } from './drive';
import { defaultLimits, type Engine } from './engine';
import { FakeHosts } from './fake-hosts';
import { readLinesAfter, type StoredLine } from './lines';
import { storeSecrets } from './run-values';

/** Marks what is sealed, without cryptography: tests look for plain text where only sealed text may be. */
export const markedSeal = {
  seal: (text: string) => `sealed:${Buffer.from(text).toString('base64')}`,
  unseal: (sealed: string) => Buffer.from(sealed.replace('sealed:', ''), 'base64').toString(),
};

/** An engine on hosts in memory, with short waits. */
export function testEngine(pool: Pool, hosts: FakeHosts, engine: Partial<Engine> = {}): Engine {
  return {
    pool,
    ...markedSeal,
    openHosts: async () => hosts.open(),
    watchCluster: async () => {},
    ...engine,
    limits: { ...defaultLimits, retryMs: { first: 5, longest: 50 }, observeRetryMs: 5, ...engine.limits },
  };
}

/** A run in a real database on hosts in memory, driven by the test itself. */
export class TestRun {
  readonly hosts: FakeHosts;
  readonly engine: Engine;
  readonly runId = randomUUID();
  readonly planId = randomUUID();

  constructor(pool: Pool, hosts = new FakeHosts(), engine: Partial<Engine> = {}) {
    this.hosts = hosts;
    this.engine = testEngine(pool, hosts, engine);
  }

  async create(runbook: Runbook): Promise<this> {
    await inTransaction(this.engine.pool, async (client) => {
      await insertPlan(client, this.planId);
      await client.query(
        `INSERT INTO run (id, plan_id, number, plan_revision, kind, runbook, runbook_sha256, state, created_by)
         VALUES ($1, $2, 1, 1, 'install', $3, '', 'queued', 'test')`,
        [this.runId, this.planId, JSON.stringify(runbook)],
      );
      await client.query(
        `INSERT INTO attempt (run_id, step_id, number, state) SELECT $1, unnest($2::text[]), 1, 'waiting'`,
        [this.runId, runbook.steps.map((step) => step.id)],
      );
      await storeSecrets(client, this.engine, { runId: this.runId, planId: this.planId, runbook });
    });
    return this;
  }

  drive(signal: AbortSignal = new AbortController().signal): Promise<DriveEnd> {
    return drive(this.engine, this.runId, { signal });
  }

  async states(): Promise<Record<string, string>> {
    const attempts = await attemptsOf(this.engine.pool, this.runId);
    return Object.fromEntries(attempts.map(({ stepId, number, state }) => [`${stepId}#${number}`, state]));
  }

  lines(): Promise<StoredLine[]> {
    return readLinesAfter(this.engine.pool, this.runId, 0, 1_000_000);
  }

  async output(stepId: string): Promise<string[]> {
    return (await this.lines())
      .filter((line) => line.step === stepId && line.stream === 'out')
      .map((line) => line.text);
  }
}

export async function insertPlan(on: Pick<Pool, 'query'>, planId: string, folder = '/bundle'): Promise<void> {
  await on.query(`INSERT INTO plan (id, name, updated_at, updated_by) VALUES ($1, $2, now(), 'test')`, [
    planId,
    `plan ${planId.slice(0, 6)}`,
  ]);
  await on.query(`INSERT INTO plan_revision (plan_id, number, document, created_by) VALUES ($1, 1, $2, 'test')`, [
    planId,
    JSON.stringify({ artifacts: { kind: 'bundle', folder } }),
  ]);
}
