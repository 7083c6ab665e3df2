import type { Step, StepFile } from './runbook';
import { sha256 } from './sha256';

/** Values that exist only during a run, by id. */
export type RunValues = { secrets: Record<string, string>; outputs: Record<string, string> };
/** What is put on the host and run there: nothing is left to fill in. */
export type RenderedStep = {
  files: { path: string; mode: string; content: string }[];
  observe: string;
  act: string;
  verify: string;
  outputs: { id: string; read: string; secret: boolean }[];
};

export const placeholder = /@\{(secret|output|sha256):([^}|\n]+)(?:\|(json|base64))?\}/g;

/** A value in the form that a placeholder asks for; without one, as it is. */
export function inForm(value: string, form: string | undefined): string {
  switch (form) {
    case 'json':
      return JSON.stringify(value).slice(1, -1);
    case 'base64':
      return Buffer.from(value).toString('base64');
    default:
      return value;
  }
}
/** What may stand in a script unquoted: a value from a host must not become a command. */
const safeInScript = /^[A-Za-z0-9_.:/+=-]*$/;

export class RenderError extends Error {
  constructor(
    readonly code: 'value-missing' | 'value-unsafe' | 'file-unknown',
    readonly step: string,
    readonly value: string,
  ) {
    super(`${code}: ${value} in step ${step}`);
    this.name = 'RenderError';
  }
}

function lookup(step: Step, values: RunValues, kind: string, id: string): string {
  const value = kind === 'secret' ? values.secrets[id] : values.outputs[id];
  if (value === undefined) throw new RenderError('value-missing', step.id, `${kind}:${id}`);
  return value;
}

/** Fills in a step's placeholders. @throws RenderError when a value is missing or would be unsafe in a script. */
export function render(step: Step, values: RunValues): RenderedStep {
  const renderFile = (file: StepFile) => ({
    path: file.path,
    mode: file.mode,
    content: file.content.replace(placeholder, (_, kind: string, id: string, form?: string) =>
      inForm(lookup(step, values, kind, id), form),
    ),
  });
  const files = step.files.map(renderFile);
  const script = (text: string): string =>
    text.replace(placeholder, (_, kind: string, id: string, form?: string) => {
      if (kind === 'sha256') {
        const file = files.find(({ path }) => path === id);
        if (!file) throw new RenderError('file-unknown', step.id, id);
        return sha256(file.content);
      }
      const value = inForm(lookup(step, values, kind, id), form);
      if (!safeInScript.test(value)) throw new RenderError('value-unsafe', step.id, `${kind}:${id}`);
      return value;
    });
  return {
    files,
    observe: script(step.observe),
    act: script(step.act),
    verify: script(step.verify),
    outputs: step.outputs.map((output) => ({ ...output, read: script(output.read) })),
  };
}
