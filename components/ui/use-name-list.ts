'use client';
import { useTranslations } from 'next-intl';

/** Names in a row, separated as the language does it: `node-1, node-2` or `node-1、node-2`. */
export function useNameList(): (names: readonly string[]) => string {
  const t = useTranslations('ui');
  return (names) => names.join(t('separator'));
}
