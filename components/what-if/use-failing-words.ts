'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { isHost } from '@/lib/plan/availability/holders';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { sayDomainNamed, sayHolder, sayList } from '@/lib/plan/availability/words/names';
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
    const partName = (model: AvailabilityModel, part: string): string => {
      const domain = domainOf(part);
      if (domain !== null) return sayDomainNamed(words, model, domain);
      const named = isHost(part) || model.services.some(({ id, address }) => id === part && address !== '');
      return named ? sayHolder(words, model, part) : t(`service.${part.replace(/^(service:etcd):\d+$/, '$1')}`);
    };
    const namesOf = (model: AvailabilityModel, parts: string[]): string =>
      sayList(
        words,
        parts.map((part) => partName(model, part)),
      );
    const title = (model: AvailabilityModel, { mode, parts }: Failing): string => {
      const machines = parts.filter((part) => isHost(part) || domainOf(part) !== null);
      const outside = parts.filter((part) => !machines.includes(part));
      const several = machines.length > 1 || domainOf(machines[0] ?? '') !== null;
      const hosts = t('title', {
        hosts: machines.length > named ? t('many', { count: machines.length }) : namesOf(model, machines),
        mode: mode.replace('-', ''),
        several: several ? 'yes' : 'no',
      });
      if (outside.length === 0) return hosts;
      const services = t('titleServices', { services: namesOf(model, outside) });
      return machines.length === 0 ? services : t('both', { hosts, services });
    };
    const counts = (verdicts: readonly Verdict[]): string =>
      sayList(
        words,
        countsOf(verdicts).map(({ state, count }) => t(`counts.${state}`, { count })),
      );
    return { partName, title, counts };
  }, [t, words]);
}
