'use client';
import { useTranslations } from 'next-intl';

/**
 * What went wrong between the console and a host, by its code: what was found, and what to do. With `hop` it is about a
 * bastion on the way to the host, and the text says which.
 */
export function useHostErrorText(): (code: string, values: Record<string, string | number>) => string {
  const t = useTranslations('hosts.errors');
  const way = useTranslations('hosts.way');
  return (code, values) => {
    if (!t.has(code)) return code;
    const { hop, hops = hop, host = '', from } = values;
    const text = t(
      code,
      hop === undefined ? values : { ...values, host: way('hop', { host, hop, hops: hops ?? hop }) },
    );
    return from === undefined ? text : way('from', { text, from });
  };
}
