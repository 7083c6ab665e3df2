import { useTranslations } from 'next-intl';

/** Whole sentences in a row: a space between them in English, none after a Chinese full stop. Empty ones are left out. */
export function useSentences(): (sentences: readonly string[]) => string {
  const t = useTranslations('ui');
  return (sentences) =>
    sentences
      .filter((each) => each !== '')
      .reduce((first, second) => (first ? t('inARow', { first, second }) : second), '');
}
