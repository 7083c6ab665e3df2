'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { CheckValues } from '@/lib/preflight/check';
import type { Result } from '@/lib/preflight/result';
import { checkText, foundText, neededText, type TextOf } from '@/lib/preflight/result-text';
import type { CheckInfo } from './book';

type Named = Pick<CheckInfo, 'id' | 'group'>;

/** A check's texts in the reader's language, and what a result says in short. */
export function useCheckText() {
  const t = useTranslations();
  return useMemo(() => {
    const texts: TextOf = (key, values) => (t.has(key) ? t(key, values) : null);
    return {
      text: (check: Named, part: Parameters<typeof checkText>[2], values?: CheckValues) =>
        checkText(texts, check, part, values),
      /** What was measured; for a check that has no result, why. */
      found: (check: Named, result: Result | undefined) =>
        result ? foundText(texts, check, result) : t('preflight.square.not-run'),
      needed: (check: Named, result: Result | undefined) => (result ? neededText(texts, check, result) : ''),
    };
  }, [t]);
}
