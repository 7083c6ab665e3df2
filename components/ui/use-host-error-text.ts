'use client';
import { useTranslations } from 'next-intl';

/** What went wrong between the console and a host, by its code: what was found, and what to do. */
export function useHostErrorText(): (
  code: string,
  values: Record<string, string | number>,
) => { title: string; detail: string } {
  const t = useTranslations('hosts.errors');
  return (code, values) => {
    if (t.has(`${code}.title`)) return { title: t(`${code}.title`, values), detail: t(`${code}.detail`, values) };
    return { title: t.has(code) ? t(code, values) : code, detail: '' };
  };
}
