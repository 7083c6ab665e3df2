'use client';
import { useTranslations } from 'next-intl';
import type { Finding } from '@/lib/plan/finding';

/** Title and detail of a finding in the reader's language. */
export function useFindingText(): (finding: Finding) => { title: string; detail: string } {
  const t = useTranslations('findings');
  return ({ id, values }) => ({ title: t(`${id}.title`, values), detail: t(`${id}.detail`, values) });
}
