import { Client } from 'pg';
import { controlChannel } from './fence';

/** First key of the two-part advisory locks; the second is a hash of the plan's id. */
const lockSpace = 0x51_19;
const retryMs = 500;

/**
 * One connection per working process that says two things: "I live", by holding an advisory lock for each plan whose
 * run it drives (PostgreSQL drops them the moment that the process dies), and "I listen", for what people ask of runs.
 *
 *     closed → open ⇄ lost (reconnects by itself, takes its locks again) → closed
 */
export class Lease {
  readonly #url: string;
  readonly #onControl: (runId: string) => void;
  readonly #held = new Set<string>();
  /** Null while lost or closed. */
  #client: Client | null = null;
  #closed = false;

  constructor(url: string, onControl: (runId: string) => void) {
    this.#url = url;
    this.#onControl = onControl;
  }

  async open(): Promise<void> {
    const client = new Client({ connectionString: this.#url, application_name: 'slipway lease', keepAlive: true });
    client.on('error', () => {});
    client.on('notification', ({ payload }) => payload && this.#onControl(payload));
    client.on('end', () => {
      if (this.#client !== client) return;
      this.#client = null;
      this.#reopen();
    });
    await client.connect();
    await client.query(`LISTEN ${controlChannel}`);
    this.#client = client;
    for (const planId of this.#held) await lock(client, planId);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  /** Shows that this process drives the plan's run. Never blocks: the fence keeps drivers apart, not this. */
  async hold(planId: string): Promise<void> {
    this.#held.add(planId);
    if (this.#client) await lock(this.#client, planId);
  }

  async release(planId: string): Promise<void> {
    this.#held.delete(planId);
    await this.#client?.query('SELECT pg_advisory_unlock($1, hashtext($2))', [lockSpace, planId]);
  }

  /** Whether some living process shows that it drives the plan's run; null when it could not be asked. */
  async isHeld(planId: string): Promise<boolean | null> {
    if (this.#held.has(planId)) return true;
    if (!this.#client) return null;
    const { rows } = await this.#client.query<{ held: boolean }>(
      `SELECT EXISTS (
         SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND classid = $1::int::oid AND objid = (hashtext($2)::bigint & 4294967295)::oid
       ) AS held`,
      [lockSpace, planId],
    );
    return rows[0]?.held ?? null;
  }

  #reopen() {
    if (this.#closed) return;
    this.open().catch(() => setTimeout(() => this.#reopen(), retryMs).unref());
  }
}

// Advisory locks count: the zombie's release and the new holder's lock don't meet, they are different sessions.
async function lock(client: Client, planId: string): Promise<void> {
  await client.query('SELECT pg_try_advisory_lock($1, hashtext($2))', [lockSpace, planId]);
}
