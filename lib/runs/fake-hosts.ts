import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Upload } from '@/lib/runbook/runbook';
import { type ActEnd, type ActRef, type ActStart, HostFailure, type RunHosts, type ScriptEnd } from './hosts-port';

/** What a fake host does when a script runs on it; scripts are told apart by their text. */
export type ScriptBehaviour = {
  exitCode?: number;
  stdout?: string;
  /** Runs before it ends; a promise makes it slow. */
  before?: () => void | Promise<void>;
  /** It reaches its deadline. */
  deadline?: boolean;
};
export type ActBehaviour = {
  exitCode?: number;
  output?: string;
  failed?: { command: string; line: number };
  /** The act ends when this resolves. */
  until?: Promise<void>;
  deadline?: boolean;
};

type Act = { output: Buffer; end: ActEnd | null; start: ActStart; changed: Set<() => void> };
export type Point = 'script' | 'upload' | 'start' | 'started' | 'follow' | 'data' | 'end' | 'stop' | 'clean';

/**
 * Hosts in memory, which outlive any driver: an act that was started goes on, whoever follows it. They count what ran,
 * refuse old fences as real ones do, and at every point where the engine meets a host a test can put `on`: to wait, to
 * fail, to stop a driver there for good.
 */
export class FakeHosts {
  readonly scripts = new Map<string, ScriptBehaviour | ((count: number) => ScriptBehaviour)>();
  readonly behaviours = new Map<string, ActBehaviour>();
  readonly acts = new Map<string, Act>();
  /** How often each act's script really ran, by step id. */
  readonly ran = new Map<string, number>();
  readonly scriptRuns = new Map<string, number>();
  readonly uploads: { host: string; artifact: string }[] = [];
  readonly cleaned: string[] = [];
  readonly stopped: string[] = [];
  /** Steps whose act was done: what observe and verify see by default. */
  readonly done = new Set<string>();
  readonly away = new Set<string>();
  readonly #fences = new Map<string, number>();
  on: (point: Point, host: string, what: string) => void | Promise<void> = () => {};
  /** Most acts that were on one host at once. */
  mostAtOnce = 0;

  /** One driver's view of the hosts. */
  open(): RunHosts {
    const meet = async (point: Point, host: string, what: string, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      await this.on(point, host, what);
      signal?.throwIfAborted();
      if (this.away.has(host)) throw new HostFailure('unreachable', true, `${host} is away`);
    };
    return {
      script: async (host, script, { signal, onOutput }): Promise<ScriptEnd> => {
        await meet('script', host, script, signal);
        const count = (this.scriptRuns.get(script) ?? 0) + 1;
        this.scriptRuns.set(script, count);
        const known = this.scripts.get(script);
        const behaviour = (typeof known === 'function' ? known(count) : known) ?? this.#byDefault(script);
        await behaviour.before?.();
        await meet('script', host, `${script} ending`, signal);
        if (behaviour.deadline) return { kind: 'deadline' };
        const stdout = behaviour.stdout ?? '';
        if (stdout) onOutput?.(Buffer.from(stdout));
        return { kind: 'exited', exitCode: behaviour.exitCode ?? 0, stdout, stderr: '' };
      },
      upload: async (host, uploads: Upload[], { onFile, onProgress, signal }) => {
        let bytes = 0;
        for (const upload of uploads) {
          onFile(upload);
          await meet('upload', host, upload.artifact, signal);
          bytes += upload.sizeBytes;
          onProgress(bytes);
          this.uploads.push({ host, artifact: upload.artifact });
        }
      },
      startAct: async (host, ref, start, signal) => {
        await meet('start', host, ref.stepId, signal);
        const fenceKey = `${host} ${start.cluster}`;
        if (start.fence < (this.#fences.get(fenceKey) ?? 0)) throw new HostFailure('fenced', false, 'fence is old');
        this.#fences.set(fenceKey, start.fence);
        const known = this.acts.has(keyOf(ref));
        if (!known) this.#begin(ref, start);
        await meet('started', host, ref.stepId, signal);
        return known ? 'already-started' : 'started';
      },
      followAct: (host, ref, options) => this.#follow(host, ref, options, meet),
      stopAct: async (host, ref, _by, signal) => {
        await meet('stop', host, ref.stepId, signal);
        this.stopped.push(ref.stepId);
        const act = this.acts.get(keyOf(ref));
        if (act && !act.end) this.#end(act, { kind: 'killed', signal: 'TERM', bytes: act.output.length });
      },
      clean: async (host, runId, signal) => {
        await meet('clean', host, runId, signal);
        this.cleaned.push(host);
      },
      forward: async () => new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }),
      close: async () => {},
    };
  }

  /** The host loses what it knew of its acts. */
  reboot(): void {
    for (const act of this.acts.values()) this.#end(act, { kind: 'vanished', bytes: act.output.length });
    this.acts.clear();
  }

  print(ref: ActRef, text: string): void {
    const act = this.acts.get(keyOf(ref));
    if (!act) throw new Error(`no act ${keyOf(ref)}`);
    act.output = Buffer.concat([act.output, Buffer.from(text)]);
    for (const changed of act.changed) changed();
  }

  #byDefault(script: string): ScriptBehaviour {
    const [kind, step] = script.split(' ');
    if (kind === 'observe') return { exitCode: this.done.has(step ?? '') ? 0 : 1 };
    if (kind === 'verify') return { exitCode: this.done.has(step ?? '') ? 0 : 1 };
    return { exitCode: 0 };
  }

  #begin(ref: ActRef, start: ActStart) {
    const behaviour = this.behaviours.get(ref.stepId) ?? {};
    const act: Act = { output: Buffer.from(behaviour.output ?? ''), end: null, start, changed: new Set() };
    this.acts.set(keyOf(ref), act);
    this.ran.set(ref.stepId, (this.ran.get(ref.stepId) ?? 0) + 1);
    const running = [...this.acts.values()].filter((each) => !each.end).length;
    this.mostAtOnce = Math.max(this.mostAtOnce, running);
    void (behaviour.until ?? sleep(1)).then(() => {
      if (act.end) return;
      const exitCode = behaviour.exitCode ?? 0;
      if (exitCode === 0 && !behaviour.deadline) this.done.add(ref.stepId);
      const bytes = act.output.length;
      const failed = behaviour.failed ? { ...behaviour.failed, exitCode } : null;
      this.#end(act, behaviour.deadline ? { kind: 'deadline', bytes } : { kind: 'exited', exitCode, bytes, failed });
    });
  }

  #end(act: Act, end: ActEnd) {
    act.end = end;
    for (const changed of act.changed) changed();
  }

  async #follow(
    host: string,
    ref: ActRef,
    { fromByte, onData, signal }: Parameters<RunHosts['followAct']>[2],
    meet: (point: Point, host: string, what: string, signal?: AbortSignal) => Promise<void>,
  ): Promise<ActEnd> {
    await meet('follow', host, ref.stepId, signal);
    const act = this.acts.get(keyOf(ref));
    if (!act) return { kind: 'vanished', bytes: fromByte };
    for (let at = fromByte; ; ) {
      signal.throwIfAborted();
      if (at < act.output.length) {
        // Odd sizes, so that lines and characters are cut.
        const chunk = act.output.subarray(at, at + 16_381);
        await onData(Buffer.from(chunk));
        at += chunk.length;
        await meet('data', host, ref.stepId, signal);
        continue;
      }
      if (act.end) {
        await meet('end', host, ref.stepId, signal);
        return act.end;
      }
      await new Promise<void>((resolve, reject) => {
        const changed = () => {
          act.changed.delete(changed);
          signal.removeEventListener('abort', aborted);
          resolve();
        };
        const aborted = () => {
          act.changed.delete(changed);
          reject(signal.reason);
        };
        act.changed.add(changed);
        signal.addEventListener('abort', aborted, { once: true });
      });
    }
  }
}

const keyOf = (ref: ActRef) => `${ref.runId}/${ref.stepId}/${ref.attempt}`;
