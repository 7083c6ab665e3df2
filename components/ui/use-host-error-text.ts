'use client';
import { useTranslations } from 'next-intl';

/** What went wrong between the console and a host, by its code: what was found, and what to do. */
export function useHostErrorText(): (code: string, values: Record<string, string | number>) => string {
  const t = useTranslations('hosts.errors');
  return (code, values) => (t.has(code) ? t(code, values) : code);
}
