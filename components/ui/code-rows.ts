import type { StepFile } from '@/lib/runbook/runbook';

type Origin = StepFile['origins'][number];

export type CodeRow = {
  kind: 'plain' | 'override' | 'replaced';
  /** 1-based line of the content; null for a replaced line, which is no longer in it. */
  number: number | null;
  text: string;
  /** Path in the plan's override; '' when the row has none or shares the one above. */
  source: string;
};

/** Lines of a file with what overrides did to them: replaced lines stand before the line that took their place. */
export function codeRows(content: string, origins: Origin[]): CodeRow[] {
  const overrides = new Map(origins.filter((o) => o.kind === 'override').map((o) => [o.line, o]));
  const replaced = Map.groupBy(
    origins.filter((o) => o.kind === 'replaced'),
    (o) => o.line,
  );
  const struck = (line: number): CodeRow[] =>
    (replaced.get(line) ?? []).map((o) => ({ kind: 'replaced', number: null, text: o.text, source: '' }));

  const lines = content.replace(/\n$/, '').split('\n');
  let above = '';
  const rows = lines.flatMap((text, index): CodeRow[] => {
    const number = index + 1;
    const override = overrides.get(number);
    const source = override && override.source !== above ? override.source : '';
    above = override?.source ?? '';
    return [...struck(number), { kind: override ? 'override' : 'plain', number, text, source }];
  });
  const beyond = [...replaced.keys()].filter((line) => line > lines.length).sort((a, b) => a - b);
  return [...rows, ...beyond.flatMap(struck)];
}
