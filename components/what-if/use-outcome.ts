'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { NodeStates } from '@/components/topology/node-state';
import { assess } from '@/lib/plan/availability/assess';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { timeline } from '@/lib/plan/availability/timeline';
import { sayCapabilities, sayHolders, saySeconds } from '@/lib/plan/availability/words/names';
import { sayNumbers, sayState } from '@/lib/plan/availability/words/say-verdict';
import { diagramStates, type Outcome, type StateWords } from './diagram-states';
import { type Failing, failureFrom } from './failing';
import type { HostLine } from './host-line';

/** What a failure does to a plan, and how the diagram shows it in the reader's language. */
export function useOutcome(model: AvailabilityModel, failing: Failing): Outcome & { states: NodeStates } {
  const t = useTranslations('availability');
  const own = useTranslations('what-if');
  return useMemo(() => {
    const failure = failureFrom(model, failing);
    const outcome = { failure, verdicts: assess(model, failure), events: timeline(model, failure) };
    const words: StateWords = {
      host: (line) => own(`host.${line.key}`, hostValues(line)),
      verdict: (verdict) => {
        const [worst] = verdict.affected;
        return worst ? sayNumbers(t, worst) : sayState(t, verdict);
      },
    };
    return { ...outcome, states: diagramStates(model, failing, outcome, words) };

    function hostValues(line: HostLine): Record<string, string> {
      if (line.key === 'stops') return { capabilities: sayCapabilities(t, line.capabilities) };
      if (line.key === 'takes') return { time: line.event.at ? saySeconds(t, line.event.at) : '' };
      return line.key === 'carries' ? { hosts: sayHolders(t, model, line.hosts) } : {};
    }
  }, [model, failing, t, own]);
}
