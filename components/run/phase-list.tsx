'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { listDuration } from '@/components/run/duration';
import type { PhaseSummary } from '@/components/run/phases';
import { PlainButton } from '@/components/run/run-frame';
import { useRunWords } from '@/components/run/run-words';
import { StepRow } from '@/components/run/step-row';
import { State } from '@/components/ui/state';

const List = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  padding: 8,
  '& > .head': {
    display: 'flex',
    justifyContent: 'space-between',
    padding: '4px 8px 8px',
    font: '500 12px/16px var(--sans)',
    color: 'var(--ink3)',
    margin: 0,
  },
  '& section': { marginBottom: 1, borderRadius: 8, '&[data-open]': { background: 'var(--raised)' } },
  '& .phase': {
    width: '100%',
    minHeight: 36,
    display: 'flex',
    alignItems: 'center',
    gap: 9,
    padding: '0 8px',
    borderRadius: 6,
    fontWeight: 500,
    '&:hover': { background: 'var(--hover)' },
    '&[aria-expanded="true"]': { fontWeight: 600 },
    '&:focus-visible': { outlineOffset: -2 },
  },
  '& .name': { flex: 1, minWidth: 0 },
  '& .time': { font: '400 12px/18px var(--mono)', color: 'var(--ink3)', whiteSpace: 'nowrap' },
});

type PhaseListProps = {
  phases: PhaseSummary[];
  now: number;
  /** The step that the log is narrowed to. */
  shownStep: string | null;
  onShowStep: (step: string | null) => void;
};

/** Phases in their order; what runs or failed stands open until a person decides otherwise. */
export function PhaseList({ phases, now, shownStep, onShowStep }: PhaseListProps) {
  const t = useTranslations('run');
  const words = useRunWords();
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const done = phases.filter((phase) => phase.done === phase.steps.length).length;
  return (
    <List>
      <h2 className="head">
        <span>{t('phases.title')}</span>
        <span>{t('phases.done', { done, total: phases.length })}</span>
      </h2>
      {phases.map((phase) => {
        const open = chosen[phase.id] ?? (phase.state === 'failed' || phase.state === 'running');
        return (
          <section key={phase.id} data-open={open || undefined} aria-label={words.phase(phase.id)}>
            <PlainButton
              className="phase"
              aria-expanded={open}
              onClick={() => setChosen({ ...chosen, [phase.id]: !open })}
            >
              <State of={phase.state} label={null} size={16} />
              <span className="name">{words.phase(phase.id)}</span>
              <PhaseTime phase={phase} />
            </PlainButton>
            {open &&
              phase.steps.map((step) => (
                <StepRow
                  key={step.id}
                  step={step}
                  now={now}
                  shown={shownStep === step.id}
                  onShow={() => onShowStep(shownStep === step.id ? null : step.id)}
                />
              ))}
          </section>
        );
      })}
    </List>
  );
}

function PhaseTime({ phase }: { phase: PhaseSummary }) {
  if (phase.elapsed !== null) return <span className="time">{listDuration(phase.elapsed)}</span>;
  return <span className="time">{phase.left === null ? '' : `~${listDuration(phase.left)}`}</span>;
}
