'use client';
import { useTranslations } from 'next-intl';
import type { Finding } from '@/lib/plan/finding';
import { valuesToSay } from '@/lib/plan/finding-values';
import { checkTextKey } from '@/lib/preflight/text-namespace';

/** Title and detail of a finding, a plan rule's or a preflight check's, in the reader's language. */
export function useFindingText(): (finding: Pick<Finding, 'id' | 'values' | 'hosts'>) => {
  title: string;
  detail: string;
} {
  const t = useTranslations();
  const words = useTranslations('availability');
  return (finding) => {
    const { id } = finding;
    const values = valuesToSay(words, finding);
    // Ids and catalogues are data here: their keys are checked by tests, not by the compiler.
    const has = (key: string) => t.has(key as never);
    const say = (key: string, more: Finding['values'] = values) => t(key as never, more as never) as string;
    const check = (part: 'title' | 'name' | 'found' | 'needed' | 'why') => checkTextKey(id, part, has);
    // A result of an older Slipway may lack what a text quotes: next-intl gives its key then, which nobody reads.
    const unfilled = (key: string | null) => key !== null && say(key) === key;
    const filled = (key: string | null) => (key === null || unfilled(key) ? '' : say(key));
    const title = check('title');
    if (!title) {
      // A rule or check that this version doesn't know, as an old report may name.
      if (!has(`findings.${id}.title`)) return { title: id, detail: '' };
      return { title: say(`findings.${id}.title`), detail: say(`findings.${id}.detail`) };
    }
    const [found, needed, why] = [check('found'), check('needed'), check('why')].map(filled);
    const said = filled(title) || filled(check('name')) || id;
    if (unfilled(check('found')) || unfilled(check('needed')))
      return { title: said, detail: say('findings.check.older') };
    return { title: said, detail: say('findings.check.detail', { found, needed, why } as Finding['values']) };
  };
}
