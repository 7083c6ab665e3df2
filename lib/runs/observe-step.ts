import { setTimeout as sleep } from 'node:timers/promises';
import { readOutputs } from './outputs';
import type { StepContext } from './step-context';
import { StepFailure } from './step-failure';
import { writeOutput } from './write-output';

const tries = 3;

/** Asks whether the step is already as wanted, and goes on to the next state. */
export async function observeStep(context: StepContext): Promise<void> {
  const { step, attempt } = context;
  const satisfied = await ask(context);
  if (satisfied) {
    const outputs = await readOutputs(context);
    await context.say('already as wanted, nothing to do');
    await context.drive.log.flush();
    await context.move('satisfied', null, outputs.store);
    outputs.publish();
    return;
  }
  // This observe was asked because the act vanished with its host: whether it did half of its work nobody knows.
  if (attempt.actStartedAt !== null) throw new StepFailure('act', 'vanished');
  await context.move(step.uploads.length > 0 ? 'uploading' : 'acting');
}

async function ask(context: StepContext): Promise<boolean> {
  const { drive, step } = context;
  for (let tried = 1; ; tried += 1) {
    const end = await context.patiently(() =>
      drive.hosts.script(step.host, step.observe, {
        deadlineMs: step.deadlineSeconds.observe * 1000,
        signal: context.signal,
      }),
    );
    if (end.kind === 'exited' && (end.exitCode === 0 || end.exitCode === 1)) return end.exitCode === 0;
    const exitCode = end.kind === 'exited' ? end.exitCode : null;
    if (tried === tries) {
      if (end.kind === 'exited') await writeOutput(context, end.stdout + end.stderr);
      throw new StepFailure('observe', 'could-not-ask', { exitCode });
    }
    await sleep(drive.engine.limits.observeRetryMs, undefined, { signal: context.signal });
  }
}
