'use client';
import { useTranslations } from 'next-intl';
import type { Finding } from '@/lib/plan/finding';
import { valuesToSay } from '@/lib/plan/finding-values';

/** Title and detail of a finding in the reader's language. */
export function useFindingText(): (finding: Finding) => { title: string; detail: string } {
  const t = useTranslations('findings');
  const words = useTranslations('availability');
  return (finding) => {
    const values = valuesToSay(words, finding);
    return { title: t(`${finding.id}.title`, values), detail: t(`${finding.id}.detail`, values) };
  };
}
