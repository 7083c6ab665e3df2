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
    /** '' where a check has no such text; null for one of an older Slipway's results, which lacks what it quotes: next-intl gives its key then. */
    const check = (part: 'title' | 'name' | 'found' | 'needed' | 'why') => {
      const key = checkTextKey(id, part, has);
      const said = key && say(key);
      return said === key && key !== null ? null : (said ?? '');
    };
    if (!checkTextKey(id, 'title', has)) {
      // A rule or check that this version doesn't know, as an old report may name.
      if (!has(`findings.${id}.title`)) return { title: id, detail: '' };
      return { title: say(`findings.${id}.title`), detail: say(`findings.${id}.detail`) };
    }
    const title = check('title') || check('name') || id;
    const [found, needed, why] = [check('found'), check('needed'), check('why') ?? ''];
    if (found === null || needed === null) return { title, detail: say('findings.check.older') };
    return { title, detail: say('findings.check.detail', { found, needed, why } as Finding['values']) };
  };
}
