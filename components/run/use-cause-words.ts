'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { RainbondCause } from '@/lib/kubernetes/rainbond/state';

/** A value that the API didn't give, in a sentence that names it. */
const unknown = '–';

export type CauseWords = { title: string; means: string; mend: string; kind: string };

/** What a cause says: what it is, what it means and what mends it. One that has no text here is shown by its evidence. */
export function useCauseWords(): (cause: RainbondCause) => CauseWords {
  const t = useTranslations('rainbond');
  return useCallback(
    (cause) => {
      const key = `causes.${cause.kind}`;
      const own = `${key}.${cause.values.variant}`;
      const kind = t.has(`kinds.${cause.kind}`) ? t(`kinds.${cause.kind}`) : cause.kind;
      if (!t.has(`${own}.title`)) return { title: cause.evidence, means: '', mend: '', kind };
      const values: Record<string, string | number> = { component: cause.component || unknown };
      for (const [name, value] of Object.entries(cause.values)) values[name] = value === '' ? unknown : value;
      return { title: t(`${own}.title`, values), means: t(`${key}.means`), mend: t(`${own}.mend`, values), kind };
    },
    [t],
  );
}
