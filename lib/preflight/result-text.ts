import type { Check, CheckValues } from './check';
import type { Result } from './result';

/**
 * Texts by full key, such as `preflight.title`; null where the catalogue has none. One that the values don't fill comes
 * back as its key, as next-intl gives it: a stored result of an older Slipway lacks what a newer text quotes.
 */
export type TextOf = (key: string, values?: Record<string, string | number>) => string | null;
type Part = 'name' | 'title' | 'why' | 'found' | 'needed' | 'fix';
type Named = Pick<Check, 'id' | 'group'>;

/** As `TextOf`, and null for a text that the values don't fill: nobody reads a key. */
function filled(text: TextOf, key: string, values: CheckValues): string | null {
  const said = text(key, values);
  return said === key ? null : said;
}

const keyOf = ({ id, group }: Named, part: Part) => `checks-${group}.${id}.${part}`;

/** A check's text; its name where the title can't be said, and the id where that is missing, as in a report of another version. */
export function checkText(text: TextOf, check: Named, part: Part, values: CheckValues = {}): string {
  const said = filled(text, keyOf(check, part), values);
  if (said !== null) return said;
  return part === 'title' ? checkText(text, check, 'name') : part === 'name' ? check.id : '';
}

/**
 * What was measured; for a check without an answer, why there is none; for a result that has not the values of its text,
 * its evidence and that it is to be checked again.
 */
export function foundText(text: TextOf, check: Named, result: Result): string {
  if (result.state === 'passed' || result.state === 'finding') {
    const key = keyOf(check, 'found');
    const said = text(key, result.values);
    if (said !== key) return said ?? '';
    const evidence = result.state === 'finding' ? result.evidence : '';
    return [evidence, text('findings.check.older')].filter(Boolean).join(' ');
  }
  if (result.state !== 'not-run') return text(`preflight.square.${result.state}`) ?? result.state;
  const { reason, values } = result;
  const { code, what } = values;
  const said =
    // In short: the finding about access quotes what was found.
    reason === 'unreachable'
      ? (text(`run.errors.${code}`) ?? text('preflight.notRun.unreachable'))
      : reason === 'unsupported' || reason === 'incomplete'
        ? (filled(text, `preflight.notRun.${reason}.${what}`, values) ??
          filled(text, `preflight.notRun.${reason}.other`, values))
        : filled(text, `preflight.notRun.${reason}`, values);
  return said ?? `${reason} ${code ?? what ?? ''}`.trim();
}

/** What was needed; nothing where nothing was measured. */
export function neededText(text: TextOf, check: Named, result: Result): string {
  return result.state === 'finding' || result.state === 'passed' ? checkText(text, check, 'needed', result.values) : '';
}
