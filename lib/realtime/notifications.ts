import { Client } from 'pg';

const retryMs = 500;

/**
 * One LISTEN connection of this process. `onNotify` hears each run's id, and `null` after a lost connection is back:
 * then anything may have been missed.
 */
export class Notifications {
  readonly #url: string;
  readonly #channel: string;
  readonly #onNotify: (payload: string | null) => void;
  /** Null while there is no connection. */
  #client: Client | null = null;
  #closed = false;

  constructor(url: string, channel: string, onNotify: (payload: string | null) => void) {
    this.#url = url;
    this.#channel = channel;
    this.#onNotify = onNotify;
  }

  async open(): Promise<void> {
    const client = new Client({ connectionString: this.#url, application_name: 'slipway realtime', keepAlive: true });
    // Without a listener, an error of the connection would end the process; `end` follows it.
    client.on('error', () => {});
    client.on('notification', ({ payload }) => this.#onNotify(payload ?? null));
    client.on('end', () => {
      if (this.#client !== client) return;
      this.#client = null;
      this.#reopen();
    });
    await client.connect();
    await client.query(`LISTEN ${this.#channel}`);
    this.#client = client;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  #reopen() {
    if (this.#closed) return;
    this.open().then(
      () => this.#onNotify(null),
      () => setTimeout(() => this.#reopen(), retryMs).unref(),
    );
  }
}
