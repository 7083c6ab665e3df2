'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { durationParts } from '@/components/run/duration';
import type { StepView } from '@/lib/runs/view';

type Named = Pick<StepView, 'title' | 'action'>;

/** Names of steps and phases from the runbook's catalogue; the id itself where a newer runbook has no text here. */
export function useRunWords() {
  const runbook = useTranslations('runbook');
  const run = useTranslations('run');
  const step = useCallback(
    (named: Named) => (runbook.has(named.title.key) ? runbook(named.title.key, named.title.values) : named.action),
    [runbook],
  );
  const phase = useCallback((id: string) => (runbook.has(`phases.${id}`) ? runbook(`phases.${id}`) : id), [runbook]);
  /** For a sentence: 5 min 50 s. */
  const duration = useCallback((milliseconds: number) => run('duration', durationParts(milliseconds)), [run]);
  return { step, phase, duration };
}
