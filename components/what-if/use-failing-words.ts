'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { isHost } from '@/lib/plan/availability/holders';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { sayHolder, sayList } from '@/lib/plan/availability/words/names';
import { domainOf, type Failing } from './failing';
import { countsOf } from './verdict-list';

/** More parts than these are counted in a title, not named. */
const named = 3;

/** What fails, in words: a part's name, the title of the whole, and the result in one sentence. */
export function useFailingWords() {
  const t = useTranslations('what-if');
  const words = useTranslations('availability');
  return useMemo(() => {
    // In a sentence a service has its article (`availability.services`), by itself it has not.
    const partName = (model: AvailabilityModel, part: string): string =>
      domainOf(part) ??
      (isHost(part) ? sayHolder(words, model, part) : t(`service.${part.replace(/^(service:etcd):\d+$/, '$1')}`));
    const title = (model: AvailabilityModel, { mode, parts }: Failing): string => {
      const machines = parts.filter((part) => isHost(part) || domainOf(part) !== null);
      const services = parts.filter((part) => !machines.includes(part));
      const several = machines.length > 1 || domainOf(machines[0] ?? '') !== null;
      const names = sayList(
        words,
        machines.map((part) => partName(model, part)),
      );
      const hosts = machines.length > named ? t('many', { count: machines.length }) : names;
      return sayList(words, [
        ...(machines.length > 0
          ? [t('title', { hosts, mode: mode.replace('-', ''), several: several ? 'yes' : 'no' })]
          : []),
        ...(services.length > 0
          ? [
              t('titleServices', {
                services: sayList(
                  words,
                  services.map((part) => partName(model, part)),
                ),
              }),
            ]
          : []),
      ]);
    };
    const counts = (verdicts: readonly Verdict[]): string =>
      sayList(
        words,
        countsOf(verdicts).map(({ state, count }) => t(`counts.${state}`, { count })),
      );
    return { partName, title, counts };
  }, [t, words]);
}
