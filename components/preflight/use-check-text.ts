'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useHostErrorText } from '@/components/ui/use-host-error-text';
import type { CheckValues } from '@/lib/preflight/check';
import type { Result } from '@/lib/preflight/result';
import type { CheckInfo } from './book';

type Part = 'name' | 'title' | 'why' | 'found' | 'needed' | 'fix';
type Named = Pick<CheckInfo, 'id' | 'group'>;

/** A check's texts in the reader's language, and what a result says in short. */
export function useCheckText() {
  const t = useTranslations();
  const hostError = useHostErrorText();
  const text = useCallback(
    ({ id, group }: Named, part: Part, values: CheckValues = {}): string => {
      const key = `checks-${group}.${id}.${part}`;
      return t.has(key) ? t(key, values) : part === 'name' || part === 'title' ? id : '';
    },
    [t],
  );
  /** What was measured; for a check that has no result, why. */
  const found = useCallback(
    (check: Named, result: Result | undefined): string => {
      if (!result) return t('preflight.square.not-run');
      switch (result.state) {
        case 'passed':
        case 'finding':
          return text(check, 'found', result.values);
        case 'not-run': {
          const { code } = result.values;
          if (result.reason === 'unreachable' && typeof code === 'string') return hostError(code, result.values);
          if (result.reason !== 'unsupported' && result.reason !== 'incomplete')
            return t(`preflight.notRun.${result.reason}`, result.values);
          const named = `preflight.notRun.${result.reason}.${result.values.what}`;
          return t.has(named) ? t(named, result.values) : t(`preflight.notRun.${result.reason}.other`, result.values);
        }
        default:
          return t(`preflight.square.${result.state}`);
      }
    },
    [t, text, hostError],
  );
  const needed = useCallback(
    (check: Named, result: Result | undefined): string =>
      result && 'values' in result && result.state !== 'not-run' ? text(check, 'needed', result.values) : '',
    [text],
  );
  return { text, found, needed };
}
