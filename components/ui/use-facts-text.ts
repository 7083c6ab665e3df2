'use client';
import { useTranslations } from 'next-intl';
import type { HostFacts } from '@/lib/plan/facts';
import { factsLine } from './facts-line';

/** "8 vCPU · 16 GiB · 200 GB SSD", with the operating system at its end when asked. */
export function useFactsText(): (facts: HostFacts, withOs?: boolean) => string {
  const t = useTranslations('ui');
  return (facts, withOs = false) => {
    const line = factsLine(facts);
    return [
      t('size.vcpu', { count: line.cpus }),
      t('size.memory', { count: line.memoryGib }),
      ...(line.diskGb === null ? [] : [t(`size.${line.medium}`, { count: line.diskGb })]),
      ...(withOs ? [facts.os.prettyName] : []),
    ].join(' · ');
  };
}
