import type { Duplex } from 'node:stream';
import type { HostConnection } from '@/lib/hosts/connection';
import { asHostError, HostError } from '@/lib/hosts/error';
import type { HostPool } from '@/lib/hosts/pool';
import { serverOf } from '@/lib/kubernetes/server-of';
import { hostsWithRole, type Plan } from '@/lib/plan/schema';

/** Where a control plane's API server is, as the host itself sees it. */
const ownApi = { host: '127.0.0.1', port: 6443 };

/**
 * Where the cluster is asked from: a control plane that the console reaches by SSH, or the host that helm runs on for a cluster that was
 * there before. Any that is up serves; the one that served last is asked first.
 */
export class Seat {
  readonly #pool: HostPool;
  readonly #hosts: string[];
  readonly #api: { host: string; port: number };
  /** Index of the host that served last. */
  #first = 0;
  /** Why a host could not be reached the last time; hosts that were reached are absent. */
  readonly unreached = new Map<string, HostError>();

  /** @param api where the API is, as each of the hosts sees it */
  constructor(pool: HostPool, hosts: string[], api = ownApi) {
    this.#pool = pool;
    this.#hosts = hosts;
    this.#api = api;
  }

  /** The host that served last. */
  get host(): string {
    return this.#hosts[this.#first] ?? '';
  }

  /**
   * Runs `work` on the first of them that can be reached. What `work` itself throws is thrown, unless the connection broke in it.
   *
   * @throws HostError of the last one that could not be reached
   */
  async use<T>(work: (connection: HostConnection, host: string) => Promise<T>): Promise<T> {
    let failure = new HostError('unreachable', {});
    for (let tried = 0, at = this.#first; tried < this.#hosts.length; tried++, at = (at + 1) % this.#hosts.length) {
      const host = this.#hosts[at] ?? '';
      try {
        const done = await this.on(host, work);
        this.#first = at;
        return done;
      } catch (error) {
        if (!(error instanceof HostError) || !this.unreached.has(host)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** @throws HostError when the host can't be reached */
  async on<T>(host: string, work: (connection: HostConnection, host: string) => Promise<T>): Promise<T> {
    const connection = await this.#pool
      .use(host, async (made) => made, { connectWithinMs: 0 })
      .catch((error: unknown) => {
        const failed = asHostError(error, { host });
        this.unreached.set(host, failed);
        throw failed;
      });
    try {
      const done = await work(connection, host);
      this.unreached.delete(host);
      return done;
    } catch (error) {
      if (connection.lost) this.unreached.set(host, connection.lost);
      else this.unreached.delete(host);
      throw connection.lost ?? error;
    }
  }

  /** A stream to an API server that answers: of the seat itself, else of the next host that has one. */
  async toApi(): Promise<Duplex> {
    let failure: unknown = new HostError('unreachable', {});
    for (let tried = 0, at = this.#first; tried < this.#hosts.length; tried++, at = (at + 1) % this.#hosts.length) {
      try {
        return await this.on(this.#hosts[at] ?? '', (connection) => connection.forward(this.#api.host, this.#api.port));
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  /** A stream to an address as the seat sees it. */
  to(address: string, port: number): Promise<Duplex> {
    return this.use((connection) => connection.forward(address, port));
  }
}

/** The seat of a plan's cluster. */
export function seatOf(pool: HostPool, plan: Plan, kubeconfig: string): Seat {
  if (plan.kubernetes.distribution !== 'existing')
    return new Seat(
      pool,
      hostsWithRole(plan, 'control-plane').map(({ name }) => name),
    );
  return new Seat(pool, [plan.kubernetes.runner], serverOf(kubeconfig) ?? ownApi);
}
