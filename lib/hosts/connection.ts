import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { HostError } from './error';
import type { Privilege } from './loader';
import { runScript, type ScriptEnd, type ScriptOptions } from './remote-script';
import { Slots } from './slots';
import { TailBuffer } from './tail-buffer';
import type { HostTarget, valuesOf } from './target';

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

/**
 * One authenticated SSH connection, with root's rights settled. Open until `close()` or until it is lost; after that
 * every call fails with connection-lost, and a new connection is somebody else's decision (pool.ts).
 */
export class HostConnection {
  readonly target: Pick<HostTarget, 'name' | 'address' | 'port' | 'user'>;
  readonly privilege: Privilege;
  readonly #client: Client;
  readonly #password: string;
  readonly #slots = new Slots(maxSessions);
  readonly #listeners = new Set<(error: HostError) => void>();
  /** null while the connection is up. */
  #lost: HostError | null = null;

  constructor(client: Client, target: HostTarget, privilege: Privilege, sudoPassword: string) {
    this.#client = client;
    this.target = { name: target.name, address: target.address, port: target.port, user: target.user };
    this.privilege = privilege;
    this.#password = sudoPassword;
    client.on('error', (error) => this.#end(new HostError('connection-lost', this.values, { cause: error })));
    client.on('close', () => this.#end(new HostError('connection-lost', this.values)));
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
  }

  /** Called once, at once if it is lost already; not for `close()`. Returns the way to stop listening. */
  onLost(callback: (error: HostError) => void): () => void {
    if (this.#lost) callback(this.#lost);
    else this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** Runs bash as root with output handed over as it comes. Any exit status is a result, not an error. */
  async stream(script: string, options: ScriptOptions): Promise<ScriptEnd> {
    return this.#slots.use(() => {
      if (this.#lost) throw this.#lost;
      const context = {
        client: this.#client,
        privilege: this.privilege,
        password: this.#password,
        values: this.values,
      };
      return runScript(context, script, options);
    });
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
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost);
      this.#client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
        if (!error) return resolve(channel);
        if (this.#lost) return reject(this.#lost);
        // RFC 4254, 5.1: 1 is "administratively prohibited", 2 is "connect failed".
        const prohibited = 'reason' in error && error.reason === 1;
        const values = { ...this.values, found: `${host}:${port}` };
        reject(new HostError(prohibited ? 'forwarding-not-allowed' : 'refused', values, { cause: error }));
      });
    });
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
