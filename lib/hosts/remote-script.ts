import { randomBytes } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { AfterMark } from './after-mark';
import { consume } from './consume';
import { HostError, type HostErrorValues } from './error';
import { type Privilege, readyMark, remoteCommand, scriptHeader } from './loader';

export type ScriptOptions = {
  /** The script's standard input; a stream is ended by its own end. Absent: empty. */
  stdin?: string | Buffer | Readable;
  /** Milliseconds after which the host ends the script (TERM, 5 s later KILL); 0: never. */
  deadlineMs: number;
  onStdout?: (chunk: Buffer) => void | Promise<void>;
  onStderr?: (chunk: Buffer) => void | Promise<void>;
  /** Called once the script reads its stdin; the stream must be ended by the caller. Instead of `stdin`. */
  onStarted?: (stdin: Writable) => void;
  signal?: AbortSignal;
};

export type ScriptEnd = { exitCode: number | null; signal: string | null };

type Context = {
  client: Client;
  privilege: Privilege | 'none';
  password: string;
  values: HostErrorValues;
  /** sshd has opened the session. */
  onOpen?: () => void;
};

/** How much longer than the script's own deadline the console waits for word of its end. */
const graceMs = 8_000;

type Opened = {
  channel: ClientChannel /** null until the command ended. */;
  exit: ScriptEnd | null;
  closed: Promise<void>;
};

function openChannel(context: Context, command: string): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      // A number is sshd's word on this channel (RFC 4254, 5.1): the connection itself is well.
      const refused = 'reason' in error && typeof error.reason === 'number';
      const code = refused ? 'sessions-refused' : 'connection-lost';
      reject(new HostError(code, { ...context.values, found: error.message }, { cause: error }));
    };
    try {
      context.client.exec(command, (error, channel) => {
        if (error) return failed(error);
        context.onOpen?.();
        // Listened for here and now: a command that ends at once, as nologin does, has its end in the same packet.
        const closed = new Promise<void>((done) => channel.on('close', () => done()));
        const opened: Opened = { channel, exit: null, closed };
        channel.on('exit', (exitCode: number | null, signal?: string) => {
          opened.exit = { exitCode, signal: signal?.replace(/^SIG/, '') ?? null };
        });
        resolve(opened);
      });
    } catch (error) {
      failed(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** Writes everything to the channel, as fast as the host takes it; stops quietly when the channel is gone. */
async function feed(channel: ClientChannel, source: Readable): Promise<void> {
  for await (const chunk of source) {
    if (!channel.writable) break;
    if (channel.write(chunk)) continue;
    await new Promise<void>((resolve) => {
      const go = () => {
        channel.off('drain', go);
        channel.off('close', go);
        resolve();
      };
      channel.once('drain', go);
      channel.once('close', go);
    });
  }
}

/** Runs a script by the loader (loader.ts) and resolves when it ended and all its output was handed over. */
export async function runScript(context: Context, script: string, options: ScriptOptions): Promise<ScriptEnd> {
  options.signal?.throwIfAborted();
  const nonce = randomBytes(16).toString('hex');
  const started = Date.now();
  const command = remoteCommand(context.privilege, nonce, options.deadlineMs / 1000);
  const opened = await openChannel(context, command);
  const { channel, closed } = opened;
  const out = new AfterMark(readyMark(nonce));
  const err = new AfterMark(readyMark(nonce));
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<ScriptEnd>((resolve, reject) => {
      const fail = (error: unknown) => {
        channel.close();
        reject(error);
      };
      const header = () => {
        channel.write(scriptHeader(nonce, script));
        if (options.onStarted) options.onStarted(channel);
        else if (options.stdin === undefined) channel.end();
        else if (typeof options.stdin === 'string' || Buffer.isBuffer(options.stdin)) channel.end(options.stdin);
        else feed(channel, options.stdin).then(() => channel.end(), fail);
      };
      const deadline = () => new HostError('deadline', { ...context.values, needed: options.deadlineMs / 1000 });
      channel.on('error', fail);
      channel.stdin.on('error', fail);
      if (options.deadlineMs > 0) timer = setTimeout(() => fail(deadline()), options.deadlineMs + graceMs);
      abort = () => fail(new HostError('cancelled', context.values));
      options.signal?.addEventListener('abort', abort, { once: true });

      // sudo must have taken its password before the script is sent: what it would read beyond one line is lost.
      let sent = context.privilege !== 'sudo-password';
      if (sent) header();
      else channel.write(`${context.password}\n`);
      const stdout = consume(channel, (chunk) => {
        const rest = out.push(chunk);
        if (out.seen && !sent) {
          sent = true;
          header();
        }
        return rest.length > 0 ? options.onStdout?.(rest) : undefined;
      });
      const stderr = consume(channel.stderr, (chunk) => {
        const rest = err.push(chunk);
        return rest.length > 0 ? options.onStderr?.(rest) : undefined;
      });
      Promise.all([stdout, stderr, closed]).then(() => {
        const { exit } = opened;
        if (exit === null) reject(new HostError('connection-lost', context.values));
        else if (!out.seen)
          reject(
            new HostError(
              'command-failed',
              { ...context.values, exitCode: exit.exitCode ?? -1 },
              { stdout: out.before.toString(), stderr: err.before.toString() },
            ),
          );
        else if (isDeadline(exit, options.deadlineMs, Date.now() - started)) reject(deadline());
        else resolve(exit);
      }, fail);
    });
  } finally {
    clearTimeout(timer);
    if (abort) options.signal?.removeEventListener('abort', abort);
  }
}

/** 124 and 137 are what timeout(1) exits with; a script may do so by itself, but not this late. */
function isDeadline(end: ScriptEnd, deadlineMs: number, tookMs: number): boolean {
  return (
    deadlineMs > 0 && tookMs >= deadlineMs && (end.exitCode === 124 || end.exitCode === 137 || end.signal !== null)
  );
}
