import type { Duplex } from 'node:stream';
import type { Connection, RowDataPacket } from 'mysql2/promise';

export type MysqlLogin = { user: string; password: string };

/** What the server answered instead: `code` is MySQL's symbol, ER_ACCESS_DENIED_ERROR. */
export type MysqlRefusal = { code: string; errno: number; sqlMessage: string };

export function isRefusal(error: unknown): error is Error & MysqlRefusal {
  return error instanceof Error && 'sqlMessage' in error && 'errno' in error && typeof error.errno === 'number';
}

/** Seconds for the handshake and for a query. */
const deadlineMs = 10_000;

/** A login over a stream that is connected already. Several statements may go in one packet (privileges.ts says why). */
export class MysqlClient {
  readonly #connection: Connection;
  readonly #stream: Duplex;

  private constructor(connection: Connection, stream: Duplex) {
    this.#connection = connection;
    this.#stream = stream;
    // Whoever asks hears of a lost connection by the question's own error.
    connection.on('error', () => {});
  }

  static async login(stream: Duplex, login: MysqlLogin): Promise<MysqlClient> {
    // Loaded when it is used: the catalogue of checks is read by pages as well.
    const { createConnection } = await import('mysql2/promise');
    try {
      const connection = await createConnection({
        ...login,
        stream,
        charset: 'utf8mb4',
        connectTimeout: deadlineMs,
        multipleStatements: true,
      });
      return new MysqlClient(connection, stream);
    } catch (error) {
      stream.destroy();
      throw error;
    }
  }

  async rows(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const [rows] = await this.#connection.query<RowDataPacket[]>({ sql, timeout: deadlineMs }, values);
    return rows;
  }

  /** Statements whose results don't matter, sent in one packet. */
  async run(sql: string): Promise<void> {
    await this.#connection.query({ sql, timeout: deadlineMs });
  }

  close(): void {
    this.#connection.destroy();
    this.#stream.destroy();
  }
}
