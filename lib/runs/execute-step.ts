import { actStep } from './act-step';
import { FencedError } from './fence';
import { HostFailure } from './hosts-port';
import { observeStep } from './observe-step';
import type { StepContext } from './step-context';
import { StepFailure } from './step-failure';
import { isFinal } from './transition';
import { uploadStep } from './upload-step';
import { verifyStep } from './verify-step';
import type { StepError } from './view';

/** Lines of output that an error quotes. */
const quoted = 20;

/**
 * Carries an attempt from whatever state it is in to a final one. Returns early, having written nothing, when the
 * driver shuts down; throws FencedError when it was replaced.
 */
export async function executeStep(context: StepContext): Promise<void> {
  try {
    if (context.state === 'waiting') await context.move('observing');
    while (!isFinal(context.state)) await nextPart(context);
  } catch (error) {
    if (isFence(error)) throw new FencedError(context.drive.held.runId, context.drive.held.fence);
    if (context.drive.shutdown.aborted) return;
    if (context.cancel.aborted) return close(context, null);
    await close(context, failureOf(error));
  }
}

function nextPart(context: StepContext): Promise<void> {
  if (context.state !== 'acting') context.cancel.throwIfAborted();
  switch (context.state) {
    case 'observing':
      return observeStep(context);
    case 'uploading':
      return uploadStep(context);
    case 'acting':
      return actStep(context);
    case 'verifying':
      return verifyStep(context);
    default:
      throw new Error(`nothing to do for an attempt in state ${context.state}`);
  }
}

// A host that has seen a higher number says the same as the database would.
const isFence = (error: unknown) =>
  error instanceof FencedError || (error instanceof HostFailure && error.code === 'fenced');

function failureOf(error: unknown): Omit<StepError, 'message' | 'seq'> & { found: string } {
  if (error instanceof StepFailure)
    return { ...error.error, found: error.cause instanceof Error ? error.cause.message : '' };
  const found = error instanceof Error ? error.message : String(error);
  const code = error instanceof HostFailure ? error.code : 'internal';
  const part = error instanceof HostFailure ? 'connection' : 'engine';
  return { part, code, exitCode: null, command: '', line: 0, found };
}

/** Writes the last line and the state (cancelled without a failure); the error quotes the log as it is stored, so it is redacted. */
async function close(context: StepContext, failure: ReturnType<typeof failureOf> | null) {
  const { log } = context.drive;
  if (failure === null) {
    await context.say('cancelled');
    await log.flush();
    return context.move('cancelled');
  }
  await context.say(sentence(failure));
  await log.flush();
  const { found, ...error } = failure;
  const lines = await lastLines(context);
  const { redactor } = context.drive;
  const message = lines.text || redactor.line(found);
  await context.move('failed', { ...error, command: redactor.line(error.command), message, seq: lines.seq });
}

function sentence({ part, code, exitCode, command, line, found }: ReturnType<typeof failureOf>): string {
  const where = [command && `at "${command}"`, line > 0 && `line ${line}`].filter(Boolean).join(', ');
  const what = exitCode === null ? code : `${code} ${exitCode}`;
  return [`${part} failed: ${what}`, where, found].filter(Boolean).join('; ');
}

async function lastLines({ drive, step, attempt, partSeq }: StepContext): Promise<{ text: string; seq: number }> {
  const key = [drive.held.runId, step.id, attempt.number];
  const { rows } = await drive.held.pool.query<{ seq: number; text: string }>(
    `SELECT seq, text FROM log_line WHERE run_id = $1 AND step = $2 AND attempt = $3 AND stream = 'out' AND seq > $4
     ORDER BY seq DESC LIMIT ${quoted}`,
    [...key, partSeq],
  );
  const { rows: first } = await drive.held.pool.query<{ seq: number | null }>(
    'SELECT min(seq) AS seq FROM log_line WHERE run_id = $1 AND step = $2 AND attempt = $3 AND seq > $4',
    [...key, partSeq],
  );
  const text = rows
    .map((row) => row.text)
    .reverse()
    .join('\n');
  return { text, seq: first[0]?.seq ?? 0 };
}
