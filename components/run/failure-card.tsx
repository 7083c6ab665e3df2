'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { FailureEvidence } from '@/components/run/failure-evidence';
import { FailureFix } from '@/components/run/failure-fix';
import { knownCause } from '@/components/run/known-causes';
import type { Refusal, RunActions } from '@/components/run/run-actions';
import { useRunWords } from '@/components/run/run-words';
import { causeOfFailure } from '@/components/run/shown-causes';
import { failedSteps } from '@/components/run/step-state';
import { useCauseWords } from '@/components/run/use-cause-words';
import { Glyph } from '@/components/ui/glyph';
import { Tag } from '@/components/ui/tag';
import { useNameList } from '@/components/ui/use-name-list';
import { useSentences } from '@/components/ui/use-sentences';
import type { LogStore } from '@/lib/realtime/log-store';
import type { RunView } from '@/lib/runs/view';

const Card = styled('section')({
  display: 'flex',
  flex: 'none',
  gap: 24,
  maxHeight: '46%',
  overflowY: 'auto',
  padding: '14px 18px 16px',
  background: 'var(--surface)',
  borderBottom: '1px solid var(--line)',
  borderLeft: '3px solid var(--bad)',
  '& .what': { flex: 1, minWidth: 0 },
  '& .fix': { width: 340, flex: 'none', '@media (max-width: 1360px)': { width: 280 } },
  '& .head': { display: 'flex', alignItems: 'center', gap: 8 },
  '& h2': { fontSize: 15, lineHeight: '22px', fontWeight: 600, letterSpacing: '-0.01em', margin: 0, minWidth: 0 },
  '& p': { margin: '3px 0 10px 24px', color: 'var(--ink2)' },
  '& .others': { margin: '10px 0 0 24px', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' },
});

type FailureCardProps = {
  view: RunView;
  store: LogStore;
  actions: RunActions;
  onShowLine: (seq: number) => void;
  onError: (refusal: Refusal) => void;
};

/** What failed first and what is known about it. A cause is named only when the output carries its signature. */
export function FailureCard({ view, store, actions, onShowLine, onError }: FailureCardProps) {
  const t = useTranslations('run');
  const words = useRunWords();
  const list = useNameList();
  const inARow = useSentences();
  const causeWords = useCauseWords();
  const rainbond = useTranslations('rainbond.cards');
  const failed = failedSteps(view.steps);
  const step = failed[0];
  const attempt = step?.attempts.at(-1);
  if (!step || !attempt) return null;
  const error = attempt.error;
  const cause = knownCause(error?.message ?? '');
  // The output names it if it can; a step that only waited for Rainbond failed for what kept Rainbond down.
  const waitedFor = cause ? null : causeOfFailure(view, step);
  const why = waitedFor && causeWords(waitedFor);
  const others = failed.slice(1);
  return (
    <Card aria-label={t('failure.first')}>
      <div className="what">
        <div className="head">
          <Glyph of="failed" />
          <h2>{t('failure.title', { step: words.step(step), host: step.host })}</h2>
          {cause && <Tag>{t('failure.known')}</Tag>}
          {why && <Tag>{`${rainbond('known')}: ${why.kind}`}</Tag>}
        </div>
        <p>
          {why
            ? inARow([t('failure.rainbond', { title: why.title }), why.mend])
            : cause
              ? inARow([t(`causes.${cause.id}.cause`, cause.values), t(`causes.${cause.id}.fix`)])
              : inARow([t(`failure.what.${error?.part ?? 'engine'}`), t('failure.stopped')])}
        </p>
        <FailureEvidence step={step} attempt={attempt} store={store} onShowLine={onShowLine} />
        {others.length > 0 && (
          <div className="others">
            {t('failure.others', { count: others.length })}{' '}
            {list(others.map((other) => t('failure.where', { step: words.step(other), host: other.host })))}
          </div>
        )}
      </div>
      <FailureFix view={view} step={step} failed={failed.length} cause={cause} actions={actions} onError={onError} />
    </Card>
  );
}
