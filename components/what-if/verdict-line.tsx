'use client';
import { useTranslations } from 'next-intl';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { sayList } from '@/lib/plan/availability/words/names';
import { cpusLeft, verdictNumbers } from './verdict-words';

/** "2 of 3 hosts that run pods, 16 of 24 vCPU left" */
export function VerdictLine({ model, verdict }: { model: AvailabilityModel; verdict: Verdict }) {
  const t = useTranslations('what-if');
  const words = useTranslations('availability');
  const cpus = cpusLeft(model, verdict);
  return sayList(words, [verdictNumbers(words, model, verdict), ...(cpus ? [t('cpus', cpus)] : [])].filter(Boolean));
}
