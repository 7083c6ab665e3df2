import { type ExportedFile, exportStep, numberedSteps, readmeOf } from './export-shell';
import type { Runbook, Step } from './runbook';

/**
 * Everything that a run puts on its hosts and runs there, a folder per host and below it one per step, numbered in the run's
 * order: the bytes of the runbook, with `@{secret:…}` and the like where a value exists only during a run. Beside each folder
 * stands the same step as one script to run by hand.
 */
export function exportFolders(runbook: Runbook): ExportedFile[] {
  const steps = numberedSteps(runbook).map(({ step, number }) => ({
    step,
    folder: `${step.host}/${number}-${step.action}`,
  }));
  const scripts = steps.map(({ step, folder }) => ({ path: `${folder}.sh`, host: step.host }));
  return [
    { path: 'README.md', content: readmeOf(runbook, scripts) },
    ...steps.flatMap(({ step, folder }) => [
      { path: `${folder}.sh`, content: exportStep(step) },
      ...piecesOf(step).map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
    ]),
  ];
}

function piecesOf(step: Step): ExportedFile[] {
  const list = (path: string, lines: string[]) =>
    lines.length > 0 ? [{ path, content: `${lines.join('\n')}\n` }] : [];
  return [
    { path: 'observe.sh', content: step.observe },
    { path: 'act.sh', content: step.act },
    { path: 'verify.sh', content: step.verify },
    ...step.outputs.map(({ id, read }) => ({ path: `outputs/${id}.sh`, content: read })),
    ...step.files.map(({ path, content }) => ({ path: `files${path}`, content })),
    ...list(
      'files.txt',
      step.files.map(({ mode, path }) => `${mode} ${path}`),
    ),
    ...list(
      'uploads.txt',
      step.uploads.map(
        ({ sha256, artifact, path, decompress }) =>
          `${sha256} ${artifact} -> ${path}${decompress ? ' (decompressed)' : ''}`,
      ),
    ),
  ];
}
