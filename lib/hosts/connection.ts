import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { HostError, type HostErrorValues } from './error';
import { forwardOut } from './forward-out';
import type { Privilege } from './loader';
import { pause } from './pause';
import { runScript, type ScriptEnd, type ScriptOptions } from './remote-script';
import { Sessions } from './sessions';
import { TailBuffer } from './tail-buffer';
import type { HostTarget, PinnedKey, valuesOf } from './target';

export type RunOptions = ScriptOptions & {
  /** Of each stream, so many last bytes are kept in the result; 4 MiB. */
  maxBytes?: number;
};
export type RunResult = ScriptEnd & {
  stdout: string;
  stderr: string;
  /** Some of the output was dropped: there was more than `maxBytes`. */
  truncated: boolean;
};

/** sshd's MaxSessions is 10 unless an administrator lowered or raised it. */
export const maxSessions = 8;
const defaultMaxBytes = 4 * 1024 * 1024;

/** A refused session is asked for again after these pauses, milliseconds: sshd counts one for a moment after its end. */
export const refusedPausesMs = [50, 200, 500, 1_000];
/** How long a script waits for one of the few sessions that sshd takes, before it gets a connection of its own. */
const sessionWaitMs = 2_000;

/** What is known of a connection when it is made. */
export type Connected = {
  privilege: Privilege;
  sudoPassword: string;
  /** What the error quotes when it is lost: which hop it was, if one was. */
  lost?: () => HostErrorValues;
  /** Another connection to the same host. */
  again?: () => Promise<HostConnection>;
  hostKeys?: () => readonly PinnedKey[];
};

/**
 * One authenticated SSH connection, with root's rights settled. Open until `close()` or until it is lost; after that
 * every call fails with connection-lost, and a new connection is somebody else's decision (pool.ts).
 */
export class HostConnection {
  readonly target: Pick<HostTarget, 'name' | 'address' | 'port' | 'user'>;
  readonly privilege: Privilege;
  readonly #client: Client;
  readonly #password: string;
  readonly #sessions = new Sessions(maxSessions);
  readonly #made: Connected;
  readonly #listeners = new Set<(error: HostError) => void>();
  /** null while the connection is up. */
  #lost: HostError | null = null;
  /** A second connection, for scripts that sshd has no session left for on this one; null while none was needed. */
  #spare: Promise<HostConnection> | null = null;

  constructor(client: Client, target: HostTarget, made: Connected) {
    this.#client = client;
    this.target = { name: target.name, address: target.address, port: target.port, user: target.user };
    this.privilege = made.privilege;
    this.#password = made.sudoPassword;
    this.#made = made;
    const lost = (cause?: Error) =>
      this.#end(new HostError('connection-lost', made.lost?.() ?? this.values, { cause }));
    client.on('error', lost);
    client.on('close', () => lost());
  }

  /** Keys that the host proved to have; of all types, a moment after the connection was made. Empty when it sent none. */
  get hostKeys(): readonly PinnedKey[] {
    return this.#made.hostKeys?.() ?? [];
  }

  /** What messages about this host quote. */
  get values(): ReturnType<typeof valuesOf> {
    return { host: this.target.name, address: this.target.address, port: this.target.port, user: this.target.user };
  }

  get lost(): HostError | null {
    return this.#lost;
  }

  #end(error: HostError): void {
    if (this.#lost) return;
    this.#lost = error;
    for (const listener of this.#listeners) listener(error);
    this.#listeners.clear();
    this.#spare?.then(
      (spare) => spare.close(),
      () => {},
    );
  }

  /** Called once, at once if it is lost already; not for `close()`. Returns the way to stop listening. */
  onLost(callback: (error: HostError) => void): () => void {
    if (this.#lost) callback(this.#lost);
    else this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** Runs bash as root with output handed over as it comes. Any exit status is a result, not an error. */
  async stream(script: string, options: ScriptOptions): Promise<ScriptEnd> {
    for (let alone = 0; ; ) {
      const entered = await this.#sessions.enter(this.#made.again && sessionWaitMs);
      if (!entered) return (await this.#other()).stream(script, options);
      let open = false;
      const context = {
        client: this.#client,
        privilege: this.privilege,
        password: this.#password,
        values: this.values,
        onOpen: () => {
          open = true;
          this.#sessions.opened();
        },
      };
      try {
        if (this.#lost) throw this.#lost;
        return await runScript(context, script, options);
      } catch (error) {
        if (!(error instanceof HostError) || error.code !== 'sessions-refused') throw error;
        // Nothing was started: the session itself was refused. Whoever runs none besides has none to wait for.
        if (this.#sessions.refused()) continue;
        const ms = refusedPausesMs[alone++];
        if (ms === undefined) throw error;
        await pause(ms, options.signal);
      } finally {
        this.#sessions.leave(open);
      }
    }
  }

  /** The second connection; made again when it was lost. */
  #other(): Promise<HostConnection> {
    if (this.#lost) return Promise.reject(this.#lost);
    const { again } = this.#made;
    if (!again) return Promise.reject(new HostError('sessions-refused', this.values));
    if (this.#spare) return this.#spare;
    const spare = again();
    this.#spare = spare;
    const forget = () => {
      if (this.#spare === spare) this.#spare = null;
    };
    spare.then((connection) => {
      connection.onLost(forget);
      if (this.#lost) connection.close();
    }, forget);
    return spare;
  }

  /** Runs bash as root and keeps its output. Any exit status is a result, not an error. */
  async run(script: string, options: RunOptions): Promise<RunResult> {
    const stdout = new TailBuffer(options.maxBytes ?? defaultMaxBytes);
    const stderr = new TailBuffer(options.maxBytes ?? defaultMaxBytes);
    try {
      const end = await this.stream(script, {
        ...options,
        onStdout: (chunk) => {
          stdout.push(chunk);
          return options.onStdout?.(chunk);
        },
        onStderr: (chunk) => {
          stderr.push(chunk);
          return options.onStderr?.(chunk);
        },
      });
      const texts = { stdout: stdout.toString(), stderr: stderr.toString() };
      return { ...end, ...texts, truncated: stdout.dropped + stderr.dropped > 0 };
    } catch (error) {
      if (!(error instanceof HostError) || error.code !== 'deadline') throw error;
      throw new HostError('deadline', error.values, { stdout: stdout.toString(), stderr: stderr.toString() });
    }
  }

  /** `run` for a script that must exit 0; anything else is command-failed with its output whole. */
  async must(script: string, options: RunOptions): Promise<string> {
    const end = await this.run(script, options);
    if (end.exitCode === 0) return end.stdout;
    const values = { ...this.values, exitCode: end.exitCode ?? -1 };
    throw new HostError('command-failed', values, { stdout: end.stdout, stderr: end.stderr });
  }

  /** A TCP connection that starts on the host: what `host` and `port` mean is what they mean there. */
  forward(host: string, port: number): Promise<Duplex> {
    if (this.#lost) return Promise.reject(this.#lost);
    const lost = () => this.#lost ?? new HostError('connection-lost', this.#made.lost?.() ?? this.values);
    return forwardOut(this.#client, { address: host, port }, { prohibited: this.values, failed: this.values, lost });
  }

  close(): void {
    this.#listeners.clear();
    this.#end(new HostError('connection-lost', this.values));
    this.#client.end();
  }

  /** Ends it without a word, as when the peer is gone. */
  drop(error: HostError): void {
    this.#end(error);
    this.#client.destroy();
  }
}
