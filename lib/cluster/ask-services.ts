import type { Duplex } from 'node:stream';
import type { HostConnection } from '@/lib/hosts/connection';
import type { Plan } from '@/lib/plan/schema';
import { handshake } from '@/lib/preflight/probes/services/handshake';
import { httpOver } from '@/lib/preflight/probes/services/http-over';
import { isRefusal, MysqlClient, type MysqlLogin } from '@/lib/preflight/probes/services/mysql/client';
import { roundTripOf } from '@/lib/preflight/probes/services/mysql/judge';
import { NoConnection, reach } from '@/lib/preflight/probes/services/reach';
import { trustedByHost } from '@/lib/preflight/probes/services/trusted-by-host';
import { quote } from '@/lib/text/quote';
import type { ServiceReading } from './readings';

type Database = Extract<Plan['database'], { kind: 'external' }>;
type Registry = Extract<Plan['registry'], { kind: 'external' }>;

/**
 * The database, signed in to from a host of the cluster. One session is kept and asked again: a server counts handshakes
 * that are broken off, and after `max_connect_errors` of them it shuts the host out.
 */
export class DatabaseAsker {
  readonly #database: Database;
  #session: { client: MysqlClient; host: string } | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  async ask(connection: HostConnection, login: MysqlLogin, signal: AbortSignal): Promise<ServiceReading> {
    const { host, port } = this.#database;
    const address = `${host}:${port}`;
    const down = (found: string): ServiceReading => ({ address, state: 'down', ms: null, found });
    if (this.#session?.host !== connection.target.name) this.close();
    if (!this.#session) {
      let stream: Duplex;
      try {
        stream = await reach(connection, host, port, { signal });
      } catch (error) {
        if (error instanceof NoConnection) return down(error.found);
        throw error;
      }
      try {
        this.#session = { client: await MysqlClient.login(stream, login), host: connection.target.name };
      } catch (error) {
        if (isRefusal(error)) return { address, state: 'limited', ms: null, found: error.code };
        if (connection.lost) throw connection.lost;
        return down(error instanceof Error ? error.message : String(error));
      }
    }
    try {
      const [row] = await this.#session.client.rows('SELECT @@global.read_only AS readOnly');
      const ms = await roundTrip(connection, port, signal);
      return Number(row?.readOnly) === 1
        ? { address, state: 'limited', ms, found: 'read_only' }
        : { address, state: 'up', ms, found: '' };
    } catch (error) {
      this.close();
      if (connection.lost) throw connection.lost;
      return down(error instanceof Error ? error.message : String(error));
    }
  }

  close(): void {
    this.#session?.client.close();
    this.#session = null;
  }
}

/** As the host's own kernel measures it: the way from the console to the host isn't in it. Null without `ss`. */
async function roundTrip(connection: HostConnection, port: number, signal: AbortSignal): Promise<number | null> {
  const script = `command -v ss >/dev/null || exit 0\nss -Htin ${quote(`dport = :${port}`)}`;
  const end = await connection.run(script, { deadlineMs: 5_000, signal });
  return roundTripOf(end.stdout);
}

/**
 * The registry's `/v2/` from a host of the cluster, with the certificates that the host trusts or the plan gives. 401 is an answer:
 * it asks for a login, and none is sent. `ms` is from request to answer, with the way from the console to the host in it.
 */
export async function askRegistry(
  connection: HostConnection,
  registry: Registry,
  signal: AbortSignal,
): Promise<ServiceReading> {
  const url = new URL(`${registry.scheme}://${registry.address}/v2/`);
  const secure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const address = registry.address;
  const limited = (found: string): ServiceReading => ({ address, state: 'limited', ms: null, found });
  let stream: Duplex;
  try {
    stream = await reach(connection, name, Number(url.port) || (secure ? 443 : 80), { signal });
  } catch (error) {
    if (error instanceof NoConnection) return { address, state: 'down', ms: null, found: error.found };
    throw error;
  }
  try {
    if (secure) {
      const ca = registry.ca || (await trustedByHost(connection, signal));
      const { socket, chainProblem, otherNames } = await handshake(stream, { host: name, ca, signal });
      stream = socket;
      if (chainProblem || otherNames) {
        socket.destroy();
        return limited(chainProblem ?? `certificate for ${otherNames}`);
      }
    }
    const began = performance.now();
    const answer = await httpOver(stream, { method: 'GET', path: '/v2/', host: url.host }, signal);
    const ms = performance.now() - began;
    if (answer.status === 200 || answer.status === 401) return { address, state: 'up', ms, found: '' };
    return limited(`HTTP ${answer.status}`);
  } catch (error) {
    stream.destroy();
    if (connection.lost) throw connection.lost;
    if (signal.aborted) throw error;
    return { address, state: 'down', ms: null, found: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether an NFS server's port answers; what it exports is preflight's to look at. */
export async function askNfs(connection: HostConnection, server: string, signal: AbortSignal): Promise<ServiceReading> {
  try {
    const stream = await reach(connection, server, 2049, { signal });
    stream.destroy();
    return { address: server, state: 'up', ms: null, found: '' };
  } catch (error) {
    if (error instanceof NoConnection) return { address: server, state: 'down', ms: null, found: error.found };
    throw error;
  }
}
