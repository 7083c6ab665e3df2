'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { sayIfLost } from '@/lib/plan/availability/words/say-if-lost';
import type { Plan } from '@/lib/plan/schema';
import { lossesOf } from './losses';
import type { HostNote } from './topology-props';

/** By host name: "If lost: …" in the reader's language. */
export function useLosses(plan: Plan): Record<string, HostNote> {
  const t = useTranslations('availability');
  return useMemo(
    () =>
      Object.fromEntries(
        Object.entries(lossesOf(plan)).map(([host, { state, loss }]) => [host, { state, text: sayIfLost(t, loss) }]),
      ),
    [plan, t],
  );
}
