import type { Runbook, Step, StepFile } from '@/lib/runbook/runbook';

/** One thing to read in the review: a file that is put on a host, or a script that runs there. */
export type ReviewFile = {
  /** `<step id> <path or part>`, unique. */
  key: string;
  kind: 'file' | 'script';
  /** Absolute path on the host, or `observe`, `act`, `verify`, `output <id>`. */
  path: string;
  /** Last part of the path, with `.sh` for a script. */
  name: string;
  /** Octal; '' for a script. */
  mode: string;
  /** Index into `texts`; the other two are null when nothing was merged. */
  text: number;
  generated: number | null;
  overrides: number | null;
  origins: StepFile['origins'];
};

export type ReviewStep = Pick<Step, 'id' | 'action' | 'host' | 'phase' | 'title' | 'needs' | 'estimateSeconds'> & {
  files: ReviewFile[];
  uploads: { artifact: string; path: string; sizeBytes: number }[];
};

/**
 * A runbook as its review needs it. Every text once: scripts are alike on all hosts. Measured: three hosts 100 KB, fifty
 * hosts 400 KB, so the page carries all of it and finds in it without asking the server.
 */
export type ReviewBook = {
  hosts: string[];
  phases: string[];
  steps: ReviewStep[];
  texts: string[];
  files: number;
};

export function reviewBook(runbook: Runbook): ReviewBook {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const place = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const steps = runbook.steps.map((step): ReviewStep => {
    const { id, action, host, phase, title, needs, estimateSeconds } = step;
    const file = (found: StepFile): ReviewFile => ({
      key: `${id} ${found.path}`,
      kind: 'file',
      path: found.path,
      name: found.path.split('/').at(-1) ?? found.path,
      mode: found.mode,
      text: place(found.content),
      generated: found.generated === undefined ? null : place(found.generated),
      overrides: found.overrides === undefined ? null : place(found.overrides),
      origins: found.origins,
    });
    const script = (part: string, name: string, text: string): ReviewFile => ({
      key: `${id} ${part}`,
      kind: 'script',
      path: part,
      name,
      mode: '',
      text: place(text),
      generated: null,
      overrides: null,
      origins: [],
    });
    return {
      ...{ id, action, host, phase, title, needs, estimateSeconds },
      files: [
        ...step.files.map(file),
        script('observe', 'observe.sh', step.observe),
        script('act', 'act.sh', step.act),
        script('verify', 'verify.sh', step.verify),
        ...step.outputs.map((output) => script(`output ${output.id}`, `output-${output.id}.sh`, output.read)),
      ],
      uploads: step.uploads.map(({ artifact, path, sizeBytes }) => ({ artifact, path, sizeBytes })),
    };
  });
  return {
    hosts: runbook.hosts.map((host) => host.name),
    phases: runbook.phases.map((phase) => phase.id),
    steps,
    texts,
    files: steps.reduce((sum, step) => sum + step.files.length, 0),
  };
}

/** Names of the values that only exist during a run: `@{secret:…}` and `@{output:…}`, each once, in order. */
export function placeholdersOf(text: string): { kind: 'secret' | 'output' | 'sha256'; name: string }[] {
  const found = new Map<string, { kind: 'secret' | 'output' | 'sha256'; name: string }>();
  for (const match of text.matchAll(/@\{(secret|output|sha256):([^}]+)\}/g)) {
    const [whole, kind, name = ''] = match;
    if (kind === 'secret' || kind === 'output' || kind === 'sha256') found.set(whole, { kind, name });
  }
  return [...found.values()];
}
