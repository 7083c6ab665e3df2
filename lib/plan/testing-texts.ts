import { createTranslator } from 'next-intl';
import type { FindingValues } from './finding';

export type Translate = (key: string, values?: FindingValues) => string;

/** Texts of one catalogue in one language, for tests: a missing key or value throws instead of showing the key. */
export function strictTranslator(locale: 'en' | 'zh', messages: object): Translate {
  const onError = (error: Error) => {
    throw error;
  };
  // The keys are typed from all catalogues; a test walks them as text.
  return createTranslator({ locale, messages, onError } as Parameters<
    typeof createTranslator
  >[0]) as unknown as Translate;
}
