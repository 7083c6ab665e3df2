import { randomBytes } from 'node:crypto';
import type { HostConnection } from '@/lib/hosts/connection';
import { HostError } from '@/lib/hosts/error';
import type { FactsFirst } from '@/lib/hosts/gather-facts';
import { pause } from '@/lib/hosts/pause';
import type { ScriptEnd } from '@/lib/hosts/remote-script';
import type { PlanHost } from '@/lib/plan/schema';
import { type CheckContext, type CompareCheck, type HostCheck, notRun, type Outcome, type Reading } from './check';
import { GarbledAnswer, type HostAnswer, HostAnswers } from './host-answers';
import { hostScript, keptBytes } from './host-script';
import { checkReadings, readingsAfterFacts } from './readings';

type ScriptCheck = HostCheck | CompareCheck;

const usualDeadlineSeconds = 5;

/** Runs a script on the host: in a session of its own, or in the one where facts were gathered. */
export type Look = {
  readings: string;
  run: (script: string, onStdout: (chunk: Buffer) => void) => Promise<ScriptEnd & { stderr: string }>;
};

/** In a session of its own. */
export const bySession = (
  connection: HostConnection,
  { deadlineMs, signal }: { deadlineMs: number; signal: AbortSignal },
): Look => ({
  readings: checkReadings,
  // Taken as it comes; only what the shell itself complains of is kept.
  run: (script, onStdout) => connection.run(script, { deadlineMs, signal, maxBytes: 4096, onStdout }),
});

/** Facts were gathered with the time of both: what is left for the checks is judged here, and whoever waits closes the session. */
export const inShell = (shell: FactsFirst, connection: HostConnection, deadlineMs: number): Look => ({
  readings: readingsAfterFacts,
  run: async (script, onStdout) => {
    const late = new AbortController();
    const over = pause(deadlineMs, late.signal).then(() => {
      if (late.signal.aborted) return new Promise<never>(() => {});
      throw new HostError('deadline', { ...connection.values, needed: deadlineMs / 1000 });
    });
    try {
      return await Promise.race([shell.goOn(script, onStdout), over]);
    } finally {
      late.abort();
    }
  },
});

export type LookOptions = {
  context: CheckContext;
  host: PlanHost;
  checks: readonly ScriptCheck[];
  running: (check: ScriptCheck) => void;
  /** Either what it printed, or why there is nothing to judge. */
  answered: (check: ScriptCheck, answer: { reading: Reading } | { outcome: Outcome }) => void;
};

/**
 * Sends all of a host's checks as one script and hands over each answer as it comes. Checks without an answer when it
 * resolves have none: the script was cut short. `cut` says by what.
 *
 * @throws HostError when the connection was lost, its deadline passed, or the signal came
 */
export async function lookAtHost(look: Look, options: LookOptions): Promise<{ cut: string | null }> {
  const { context, host } = options;
  const nonce = randomBytes(12).toString('hex');
  const answers = new HostAnswers(nonce);
  const sent: ScriptCheck[] = [];
  const parts = options.checks.flatMap((check) => {
    const { id, tools = [], deadlineSeconds = usualDeadlineSeconds } = check;
    try {
      const script = check.script(context, host);
      sent.push(check);
      return [{ id, script, tools, deadlineSeconds }];
    } catch (error) {
      options.answered(check, { outcome: broken(error) });
      return [];
    }
  });
  if (parts.length === 0) return { cut: null };
  let ended = false;
  let nowhere = false;
  const take = (answer: HostAnswer) => {
    if (answer.kind === 'end') ended = true;
    else if (answer.kind === 'nowhere') nowhere = true;
    else {
      const check = sent[answer.index];
      if (!check) throw new GarbledAnswer(String(answer.index));
      if (answer.kind === 'running') options.running(check);
      else options.answered(check, answerOf(answer, check));
    }
  };
  let garbled: string | null = null;
  const end = await look.run(hostScript(parts, nonce, look.readings), (chunk) => {
    if (garbled !== null) return;
    try {
      for (const answer of answers.push(chunk)) take(answer);
    } catch (error) {
      if (!(error instanceof GarbledAnswer)) throw error;
      garbled = error.message;
    }
  });
  if (ended && garbled === null) return { cut: null };
  if (nowhere) return { cut: 'no space left in /run, /dev/shm, /tmp and /var/tmp' };
  return { cut: garbled ?? (end.stderr.trim() || `exit ${end.exitCode ?? end.signal}`).slice(0, 200) };
}

function answerOf(
  answer: Extract<HostAnswer, { kind: 'done' | 'tool-missing' }>,
  check: ScriptCheck,
): { reading: Reading } | { outcome: Outcome } {
  if (answer.kind === 'tool-missing') return { outcome: notRun('tool-missing', { tool: answer.tool }) };
  if (answer.late) return { outcome: notRun('deadline', { seconds: check.deadlineSeconds ?? usualDeadlineSeconds }) };
  // A judge that sees only the beginning might find nothing wrong with it.
  if (answer.truncated) return { outcome: notRun('unreadable', { found: `more than ${keptBytes} bytes of output` }) };
  const { stdout, stderr, exitCode, tookMs } = answer;
  return { reading: { stdout, stderr, exitCode, tookMs } };
}

/** What a check's own function threw: a mistake of ours, and no reason to call anything right. */
export function broken(error: unknown): Outcome {
  return notRun('unreadable', { found: String(error instanceof Error ? error.message : error).slice(0, 200) });
}

export const isLost = (error: unknown): error is HostError =>
  error instanceof HostError && error.code === 'connection-lost';
