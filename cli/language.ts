import { type Language, languages } from '@/lib/i18n/languages';

/**
 * `--lang`, else the language of the locale (POSIX: LC_ALL before LC_MESSAGES before LANG), else English; null for a `--lang` that
 * there is not.
 */
export function languageOf(
  asked: string | undefined,
  environment: Record<string, string | undefined>,
): Language | null {
  if (asked !== undefined) return languages.find((language) => language === asked.toLowerCase()) ?? null;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return languages.find((language) => locale.toLowerCase().split(/[_.-]/)[0] === language) ?? 'en';
}
