import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { ownProblems } from '@/lib/cluster/reading';

/** Why something could not be asked: a sentence of ours in the reader's language, anybody else's words as they are. */
export function useProblemText(): (problem: string) => string {
  const t = useTranslations('cluster.problems');
  return useCallback(
    (problem) => {
      const own = ownProblems.find((each) => each === problem);
      return own ? t(own) : problem;
    },
    [t],
  );
}
