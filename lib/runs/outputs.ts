import type { PoolClient } from 'pg';
import type { StepContext } from './step-context';
import { StepFailure } from './step-failure';
import { writeOutput } from './write-output';

/** How long reading one output may take, milliseconds: it reads a file or asks a local program. */
const deadlineMs = 30_000;
/** An admin kubeconfig has 6 KiB; what is far beyond isn't a value. */
const largestOutput = 256 * 1024;

/**
 * Reads what a step's outputs print. They count only once they are stored in the transaction that ends the step
 * (`store`); then later steps may see them (`publish`).
 */
export async function readOutputs(context: StepContext) {
  const { drive, step } = context;
  const read: { id: string; value: string; secret: boolean }[] = [];
  for (const output of step.outputs) {
    const end = await context.patiently(() =>
      drive.hosts.script(step.host, output.read, { deadlineMs, signal: context.signal }),
    );
    if (end.kind === 'deadline') throw new StepFailure('output', 'deadline', { command: output.id });
    const value = end.stdout.replace(/\n$/, '');
    if (end.exitCode !== 0 || value === '' || value.length > largestOutput) {
      await writeOutput(context, end.stderr);
      const code = end.exitCode !== 0 ? 'exit' : value === '' ? 'empty' : 'too-long';
      throw new StepFailure('output', code, { command: output.id, exitCode: end.exitCode });
    }
    // Known to the redactor before anything that comes after could print it.
    if (output.secret) drive.redactor.add(value);
    read.push({ id: output.id, value, secret: output.secret });
  }
  return {
    store: async (client: PoolClient) => {
      for (const { id, value, secret } of read)
        await client.query(
          `INSERT INTO run_value (run_id, key, sealed, secret) VALUES ($1, $2, $3, $4)
           ON CONFLICT (run_id, key) DO UPDATE SET sealed = excluded.sealed, secret = excluded.secret`,
          [drive.held.runId, `output:${id}`, drive.engine.seal(value), secret],
        );
    },
    publish: () => {
      for (const { id, value } of read) drive.values.outputs[id] = value;
    },
  };
}
