import type { Check, CheckValues } from './check';
import type { Result } from './result';

/** Texts by full key, such as `preflight.title`; null where the catalogue has none. */
export type TextOf = (key: string, values?: Record<string, string | number>) => string | null;
type Part = 'name' | 'title' | 'why' | 'found' | 'needed' | 'fix';
type Named = Pick<Check, 'id' | 'group'>;

/** A check's text; the id where a name is missing, as in a report of another version. */
export function checkText(text: TextOf, { id, group }: Named, part: Part, values: CheckValues = {}): string {
  return text(`checks-${group}.${id}.${part}`, values) ?? (part === 'name' || part === 'title' ? id : '');
}

/** What was measured; for a check without an answer, why there is none. */
export function foundText(text: TextOf, check: Named, result: Result): string {
  if (result.state === 'passed' || result.state === 'finding') return checkText(text, check, 'found', result.values);
  if (result.state !== 'not-run') return text(`preflight.square.${result.state}`) ?? result.state;
  const { reason, values } = result;
  const { code, what } = values;
  const said =
    // In short: the finding about access quotes what was found.
    reason === 'unreachable'
      ? (text(`run.errors.${code}`) ?? text('preflight.notRun.unreachable'))
      : reason === 'unsupported' || reason === 'incomplete'
        ? (text(`preflight.notRun.${reason}.${what}`, values) ?? text(`preflight.notRun.${reason}.other`, values))
        : text(`preflight.notRun.${reason}`, values);
  return said ?? `${reason} ${code ?? what ?? ''}`.trim();
}

/** What was needed; nothing where nothing was measured. */
export function neededText(text: TextOf, check: Named, result: Result): string {
  return result.state === 'finding' || result.state === 'passed' ? checkText(text, check, 'needed', result.values) : '';
}
