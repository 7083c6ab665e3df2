import path from 'node:path';
import { fenced } from './fence';
import { HostFailure } from './hosts-port';
import type { StepContext } from './step-context';
import { StepFailure } from './step-failure';

/** Between two notes of how much is copied, milliseconds. */
const progressEveryMs = 500;

/** Copies the step's files of the bundle to its host, then goes on to act. */
export async function uploadStep(context: StepContext): Promise<void> {
  const { drive, step, signal } = context;
  for (const upload of step.uploads)
    if (!staysInside(drive.bundleFolder, upload.artifact))
      throw new StepFailure('upload', 'outside-bundle', { command: upload.artifact });

  let noted = Date.now();
  let noting = Promise.resolve();
  const note = (bytes: number) => {
    noting = noting.then(() => noteUploaded(context, bytes));
    noting.catch(() => {});
  };
  let at = step.uploads[0]?.artifact ?? '';
  await drive.uploads.with(signal, drive.urgencyOf(step.id), () =>
    context
      .patiently(() =>
        drive.hosts.upload(step.host, step.uploads, {
          folder: drive.bundleFolder,
          signal,
          onFile: ({ artifact }) => {
            at = artifact;
          },
          onProgress: (bytes) => {
            if (Date.now() - noted < progressEveryMs) return;
            noted = Date.now();
            note(bytes);
          },
        }),
      )
      .catch((error: unknown) => {
        if (error instanceof HostFailure && !error.retryable && !signal.aborted && error.code !== 'fenced')
          throw new StepFailure('upload', error.code, { command: at }, error);
        throw error;
      }),
  );
  note(step.uploads.reduce((total, { sizeBytes }) => total + sizeBytes, 0));
  await noting;
  await context.move('acting');
}

/** A relative path that can't leave the folder, whatever it contains. */
export function staysInside(folder: string, artifact: string): boolean {
  if (folder === '' || artifact === '' || artifact.includes('\0') || path.isAbsolute(artifact)) return false;
  const relative = path.relative(folder, path.resolve(folder, artifact));
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

async function noteUploaded({ drive, step, attempt }: StepContext, bytes: number): Promise<void> {
  await fenced(drive.held, (client) =>
    client.query('UPDATE attempt SET uploaded_bytes = $4 WHERE run_id = $1 AND step_id = $2 AND number = $3', [
      drive.held.runId,
      step.id,
      attempt.number,
      bytes,
    ]),
  );
}
