'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Late } from '@/components/ui/late';
import { Segmented } from '@/components/ui/segmented';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Remedy } from '@/lib/plan/availability/remedies/remedies';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import type { Outcome } from './diagram-states';
import type { Failing } from './failing';
import { OutlookView } from './outlook-view';
import { StateBar } from './state-bar';
import { useFailingWords } from './use-failing-words';
import { useOutlook } from './use-outlook';
import { VerdictRows } from './verdict-rows';

const Panel = styled('aside')({
  width: 560,
  flex: 'none',
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  background: 'var(--surface)',
  borderLeft: '1px solid var(--line)',
  '& .top': { padding: '14px 20px 12px', flex: 'none' },
  '& .title': { display: 'flex', alignItems: 'flex-start', justifyContent: 'space-between', gap: 12 },
  '& h1': { fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em', margin: 0, minWidth: 0 },
  '& h1:focus': { outline: 'none' },
  '& .hint': { margin: '4px 0 0', color: 'var(--ink2)' },
  '& .scroll': { flex: 1, minHeight: 0, overflowY: 'auto', position: 'relative' },
  '& .outlook': { padding: '4px 20px 24px' },
  '@media (max-width: 1360px)': { width: 500 },
});

type VerdictPanelProps = {
  plan: Plan;
  model: AvailabilityModel;
  facts: FactsByHost;
  failing: Failing;
  outcome: Outcome;
  onFailing: (failing: Failing) => void;
  onTry?: (remedy: Remedy, title: string) => void;
  /** What is to be said above the verdicts. */
  notices?: ReactNode;
};

/** The result: what each capability does, or, while nothing fails, what the plan survives at all. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { plan, model, facts, failing, outcome, onFailing, onTry, notices } = props;
  const t = useTranslations('what-if');
  const { title, counts } = useFailingWords();
  const { outlook, stale } = useOutlook(model);
  const [view, setView] = useState<'verdicts' | 'sets'>('verdicts');
  const heading = useRef<HTMLHeadingElement>(null);
  // The control that led here is gone.
  useEffect(() => heading.current?.focus(), []);

  const failed = failing.parts.length > 0;
  const shown = failed ? view : 'sets';
  const name = failed ? title(model, failing) : t('idle');
  return (
    <Panel aria-label={t('result')}>
      <div className="top">
        <div className="title">
          <h1 ref={heading} tabIndex={-1}>
            {name}
          </h1>
          {failed && (
            <Segmented
              label={t('view')}
              value={view}
              options={[
                { value: 'verdicts', label: t('verdicts') },
                { value: 'sets', label: t('sets.short') },
              ]}
              onChange={setView}
            />
          )}
        </div>
        {failed ? <StateBar verdicts={outcome.verdicts} /> : <p className="hint">{t('idleHint')}</p>}
        {notices}
      </div>
      <p role="status" className="visually-hidden">
        {failed ? t('said', { title: name, counts: counts(outcome.verdicts) }) : ''}
      </p>
      <div className="scroll">
        {shown === 'verdicts' ? (
          <VerdictRows
            // Another failure has another worst verdict, which is the one to open.
            key={JSON.stringify(failing)}
            {...{ plan, model, facts, onTry }}
            failure={outcome.failure}
            verdicts={outcome.verdicts}
          />
        ) : (
          <div className="outlook">
            {outlook ? (
              <OutlookView
                {...{ model, outlook, stale }}
                onFail={(next) => {
                  setView('verdicts');
                  onFailing(next);
                }}
              />
            ) : (
              <Late>{t('working')}</Late>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}
