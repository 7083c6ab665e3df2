import type { Runbook, Step } from './runbook';

function section(title: string, body: string): string {
  return `==== ${title}\n${body.endsWith('\n') ? body : `${body}\n`}`;
}

/** One step as a page: everything that would reach its host, in the order in which it would. */
export function stepPage(step: Step): string {
  const { observe, act, verify } = step.deadlineSeconds;
  return [
    `${step.id} (${step.phase})`,
    `after: ${step.needs.join(', ') || '-'}`,
    `deadlines: observe ${observe} s, act ${act} s, verify ${verify} s; usually ${step.estimateSeconds} s`,
    section('observe', step.observe),
    ...step.uploads.map(
      ({ artifact, path, decompress }) =>
        `==== upload ${artifact}${decompress ? ' (decompressed on the way)' : ''}\n${path}\n`,
    ),
    ...step.files.map((file) =>
      section(
        `file ${file.path} ${file.mode}`,
        file.content +
          (file.origins.length > 0
            ? `---- lines from overrides\n${file.origins.map(({ line, kind, text, source }) => `${line} ${kind} ${source}${text ? `: ${text}` : ''}`).join('\n')}\n`
            : ''),
      ),
    ),
    section('act', step.act),
    section('verify', step.verify),
    ...step.outputs.map(({ id, read, secret }) => section(`output ${id}${secret ? ' (secret)' : ''}`, read)),
  ].join('\n');
}

/** A runbook as files to read in a review: a page per step, and the graph. */
export function goldenFiles(runbook: Runbook): { path: string; content: string }[] {
  const { steps, ...rest } = runbook;
  const graph = steps.map(
    ({ id, needs }) => `${id}${needs.length > 0 ? `\n${needs.map((need) => `    ${need}`).join('\n')}` : ''}`,
  );
  return [
    { path: 'runbook.json', content: `${JSON.stringify(rest, null, 2)}\n` },
    { path: 'graph.txt', content: `${graph.join('\n')}\n` },
    ...steps.map((step) => ({ path: `${step.host}/${step.action}.txt`, content: stepPage(step) })),
  ];
}
