import { stringify } from 'yaml';
import { diffPlans, type PlanChange } from './diff-plans';
import { diffTexts, type TextPiece } from './diff-texts';
import type { Plan } from './schema';

/** One line of a difference. `place` says where the lines below it are: a path of the plan, `hosts.node-3`. */
export type DiffLine = { kind: 'place' | 'kept' | 'removed' | 'added'; text: string };

/**
 * What `after` changes in `before`, as lines of YAML below the places that they stand in:
 *
 *     storage
 *     -   mode: single
 *     +   mode: primary-secondary
 *     hosts.node-3
 *         roles:
 *     +     - nfs-secondary
 *
 * Fields that stay are left out; of lists and of texts with several lines, what goes and what comes.
 */
export function diffLines(before: Plan, after: Plan): DiffLine[] {
  const places = new Map<string, PlanChange[]>();
  for (const change of diffPlans(before, after)) {
    const place = change.path.split('.').slice(0, -1).join('.');
    places.set(place, [...(places.get(place) ?? []), change]);
  }
  return [...places].flatMap(([place, changes]) => [
    ...(place === '' ? [] : [{ kind: 'place' as const, text: place }]),
    ...changes.flatMap((change) => linesOf(change, place === '' ? 0 : 1)),
  ]);
}

function linesOf({ path, before, after }: PlanChange, depth: number): DiffLine[] {
  const key = path.split('.').at(-1) ?? path;
  const head: DiffLine = { kind: 'kept', text: indented(`${key}:`, depth) };
  if (Array.isArray(before) && Array.isArray(after)) return [head, ...listLines(before, after, depth + 1)];
  if (isText(before) && isText(after) && (before.includes('\n') || after.includes('\n'))) {
    const texts = nearChanges(diffTexts(before, after)).map(({ kind, text }) => ({
      kind,
      text: indented(text, depth + 1),
    }));
    return [{ ...head, text: `${head.text} |` }, ...texts];
  }
  return [...yamlLines('removed', key, before, depth), ...yamlLines('added', key, after, depth)];
}

/** Lines of a text that stay, beside one that doesn't. */
const context = 2;

/** Without the lines that stay and are far from any change: a `…` stands for each run of them. */
function nearChanges(pieces: TextPiece[]): TextPiece[] {
  const changes = pieces.flatMap(({ kind }, index) => (kind === 'kept' ? [] : [index]));
  const near = pieces.map((_, index) => changes.some((change) => Math.abs(change - index) <= context));
  return pieces.flatMap((piece, index): TextPiece[] => {
    if (near[index]) return [piece];
    return index === 0 || near[index - 1] ? [{ kind: 'kept', text: '…' }] : [];
  });
}

/** A value that is not there has no lines. */
function yamlLines(kind: 'removed' | 'added', key: string, value: unknown, depth: number): DiffLine[] {
  if (value === undefined) return [];
  return yaml({ [key]: value }).map((text) => ({ kind, text: indented(text, depth) }));
}

function listLines(before: unknown[], after: unknown[], depth: number): DiffLine[] {
  const items = (list: unknown[]) => list.map((item) => yaml([item]).join('\n'));
  const changed = diffTexts(items(before).join('\0'), items(after).join('\0'), '\0').filter(
    ({ kind }) => kind !== 'kept',
  );
  return changed.flatMap(({ kind, text }) => text.split('\n').map((line) => ({ kind, text: indented(line, depth) })));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function yaml(value: unknown): string[] {
  return stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
}

function indented(text: string, depth: number): string {
  return '  '.repeat(depth) + text;
}
