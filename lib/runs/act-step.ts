import { fenced } from './fence';
import type { ActEnd } from './hosts-port';
import { KeyBlocks } from './key-blocks';
import { LineSplitter, type OutputLine } from './line-splitter';
import type { StepContext } from './step-context';
import { StepFailure } from './step-failure';

/** How long a cancelled act may take to end before the engine says that it could not see it end, milliseconds. */
const stopPatienceMs = 30_000;

/** Starts the act unless it was started, follows it to its end, and goes on to verify. */
export async function actStep(context: StepContext): Promise<void> {
  if (context.cancel.aborted) {
    // It may or may not have been started; stopping what never started does nothing.
    await stopAct(context);
    throw context.cancel.reason;
  }
  if (context.attempt.actStartedAt === null)
    await startAct(context).catch(async (error: unknown) => {
      // Cancelled while it was asked to start: whether it did, only the host knows.
      if (context.cancel.aborted) await stopAct(context).catch(() => {});
      throw error;
    });
  const end = await followAct(context);
  context.cancel.throwIfAborted();
  switch (end.kind) {
    case 'exited':
      if (end.exitCode === 0) return context.move('verifying');
      throw new StepFailure('act', 'exit', {
        exitCode: end.exitCode,
        command: end.failed?.command ?? '',
        line: end.failed?.line ?? 0,
      });
    case 'deadline':
      throw new StepFailure('act', 'deadline');
    case 'killed':
      throw new StepFailure('act', 'killed', { command: end.signal });
    case 'vanished':
      await context.say(`${context.step.host} doesn't know this act any more (it was restarted); looking what it left`);
      return context.move('observing');
  }
}

async function startAct(context: StepContext): Promise<void> {
  const { drive, step, attempt } = context;
  await context.patiently(() =>
    drive.hosts.startAct(
      step.host,
      context.ref,
      {
        fence: drive.held.fence,
        cluster: drive.planId,
        files: step.files,
        script: step.act,
        deadlineSeconds: step.deadlineSeconds.act,
      },
      context.signal,
    ),
  );
  await fenced(drive.held, (client) =>
    client.query(
      `UPDATE attempt SET act_started_at = now() AT TIME ZONE 'utc'
       WHERE run_id = $1 AND step_id = $2 AND number = $3 AND act_started_at IS NULL`,
      [drive.held.runId, step.id, attempt.number],
    ),
  );
  attempt.actStartedAt = Date.now();
}

async function followAct(context: StepContext): Promise<ActEnd> {
  const { drive, step, attempt } = context;
  const splitter = new LineSplitter(attempt.outputOffset);
  const blocks = new KeyBlocks();
  const write = (lines: OutputLine[]) =>
    drive.log.write(lines.flatMap((line) => blocks.push(line)).map(({ text, end }) => context.line('out', text, end)));

  // A cancel doesn't end the following: it ends the act, and what the act says until then is kept too.
  const giveUp = new AbortController();
  const signal = AbortSignal.any([drive.shutdown, giveUp.signal]);
  const onCancel = () => {
    setTimeout(() => giveUp.abort(context.cancel.reason), stopPatienceMs).unref();
    stopAct(context).catch(() => giveUp.abort(context.cancel.reason));
  };
  context.cancel.addEventListener('abort', onCancel, { once: true });
  if (context.cancel.aborted) onCancel();
  try {
    const end = await context.patiently(
      () =>
        drive.hosts.followAct(step.host, context.ref, {
          // After a lost connection: what was seen already isn't read again.
          fromByte: splitter.offset,
          onData: (chunk) => write(splitter.push(chunk)),
          signal,
        }),
      signal,
    );
    const last = splitter.end();
    if (last) await write([last]);
    await drive.log.write(blocks.end().map(({ text, end: at }) => context.line('out', text, at)));
    await drive.log.flush();
    return end;
  } finally {
    context.cancel.removeEventListener('abort', onCancel);
  }
}

async function stopAct(context: StepContext): Promise<void> {
  const { drive, step } = context;
  const by = { fence: drive.held.fence, cluster: drive.planId };
  const signal = AbortSignal.any([drive.shutdown, AbortSignal.timeout(stopPatienceMs)]);
  await context.patiently(() => drive.hosts.stopAct(step.host, context.ref, by, signal), signal);
}
