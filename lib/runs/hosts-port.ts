import type { Duplex } from 'node:stream';
import type { RenderedStep } from '@/lib/runbook/render';
import type { Upload } from '@/lib/runbook/runbook';

/** What the engine needs of hosts, and nothing else; `ssh-hosts.ts` adapts `lib/hosts`, `fake-hosts.ts` serves tests. */

/** One try at one step, as its host knows it. */
export type ActRef = { runId: string; stepId: string; attempt: number };

export type ActStart = {
  /** A host that has seen a higher number for this cluster refuses with code `fenced`. */
  fence: number;
  /** What the fence belongs to: the plan's id. */
  cluster: string;
  files: RenderedStep['files'];
  script: string;
  deadlineSeconds: number;
};

export type ActEnd =
  | {
      kind: 'exited';
      exitCode: number;
      bytes: number;
      failed: { command: string; line: number; exitCode: number } | null;
    }
  | { kind: 'deadline'; bytes: number }
  | { kind: 'killed'; signal: string; bytes: number }
  /** The host doesn't know this act (any more): it rebooted, or somebody cleaned up. */
  | { kind: 'vanished'; bytes: number };

export type ScriptEnd = { kind: 'exited'; exitCode: number; stdout: string; stderr: string } | { kind: 'deadline' };

export type RunHosts = {
  /** Runs a script to its end over the connection; ended by a lost connection. `onOutput` sees both streams. */
  script(
    host: string,
    script: string,
    options: { deadlineMs: number; signal: AbortSignal; onOutput?: (chunk: Buffer) => void },
  ): Promise<ScriptEnd>;
  /**
   * Copies files of the bundle; those that the host has with their checksum are not sent. `onFile` says at which it is, so
   * that a failure can be told with its file; `onProgress` counts bytes of all.
   */
  upload(
    host: string,
    uploads: Upload[],
    options: {
      folder: string;
      onFile: (upload: Upload) => void;
      onProgress: (bytes: number) => void;
      signal: AbortSignal;
    },
  ): Promise<void>;
  /** Idempotent by `ref`: an act that the host has seen is never started again. */
  startAct(host: string, ref: ActRef, start: ActStart, signal: AbortSignal): Promise<'started' | 'already-started'>;
  /** Output from a byte on; the next chunk is only read when `onData` has resolved. */
  followAct(
    host: string,
    ref: ActRef,
    options: { fromByte: number; onData: (chunk: Buffer) => Promise<void>; signal: AbortSignal },
  ): Promise<ActEnd>;
  stopAct(host: string, ref: ActRef, by: { fence: number; cluster: string }, signal: AbortSignal): Promise<void>;
  /** Removes what this run left in the host's runtime folder. */
  clean(host: string, runId: string, signal: AbortSignal): Promise<void>;
  /** A byte stream to an address as the host sees it. */
  forward(host: string, address: string, port: number): Promise<Duplex>;
  close(): Promise<void>;
};

export type OpenHosts = (run: { id: string; planId: string; planRevision: number }) => Promise<RunHosts>;

/** Anything that a host, or the way to it, refused. Decide on `code` and `retryable`, never on the message. */
export class HostFailure extends Error {
  readonly code: string;
  /** Trying again later can help: a connection that broke, a host that is booting. */
  readonly retryable: boolean;

  constructor(code: string, retryable: boolean, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'HostFailure';
    this.code = code;
    this.retryable = retryable;
  }
}
