import { readOutputs } from './outputs';
import type { StepContext } from './step-context';
import { StepFailure } from './step-failure';
import { outputSink } from './write-output';

/** Proves that the act worked, reads the outputs, and ends the attempt. */
export async function verifyStep(context: StepContext): Promise<void> {
  const { drive, step } = context;
  const end = await context.patiently(async () => {
    const sink = outputSink(context);
    const ended = await drive.hosts.script(step.host, step.verify, {
      deadlineMs: step.deadlineSeconds.verify * 1000,
      signal: context.signal,
      onOutput: sink.chunk,
    });
    await sink.end();
    return ended;
  });
  if (end.kind === 'deadline') throw new StepFailure('verify', 'deadline');
  if (end.exitCode !== 0) throw new StepFailure('verify', 'exit', { exitCode: end.exitCode });
  const outputs = await readOutputs(context);
  await drive.log.flush();
  await context.move('succeeded', null, outputs.store);
  outputs.publish();
}
