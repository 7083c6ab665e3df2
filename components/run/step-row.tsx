'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { listDuration } from '@/components/run/duration';
import { PlainButton } from '@/components/run/run-frame';
import { useRunWords } from '@/components/run/run-words';
import { glyphOf, isActive } from '@/components/run/step-state';
import { readableSize } from '@/components/run/upload-size';
import { State } from '@/components/ui/state';
import { Tag } from '@/components/ui/tag';
import type { StepView } from '@/lib/runs/view';

const Row = styled(PlainButton)({
  display: 'flex',
  alignItems: 'center',
  gap: 9,
  width: '100%',
  padding: '5px 8px 5px 33px',
  lineHeight: '18px',
  borderRadius: 6,
  '&:hover': { background: 'var(--hover)' },
  '&:focus-visible': { outlineOffset: -2 },
  '&[data-failed]': { background: 'var(--bad-bg)', boxShadow: 'inset 2px 0 var(--bad)', borderRadius: 0 },
  '&[aria-pressed="true"]': { background: 'var(--acc-bg)', boxShadow: 'inset 2px 0 var(--acc)', borderRadius: 0 },
  '& .what': { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  '& .where': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '& .attempt': { marginLeft: 6, verticalAlign: 1 },
});

type StepRowProps = { step: StepView; now: number; shown: boolean; onShow: () => void };

/** One step with its host, what it does at the moment and how long it took; pressing it narrows the log to it. */
export function StepRow({ step, now, shown, onShow }: StepRowProps) {
  const t = useTranslations('run');
  const words = useRunWords();
  const last = step.attempts.at(-1);
  const name = words.step(step);
  const failed = step.state === 'failed';
  return (
    <Row
      aria-pressed={shown}
      data-failed={failed || undefined}
      title={t('phases.filter', { step: name, host: step.host })}
      onClick={onShow}
    >
      <State of={glyphOf(step.state)} label={null} size={14} />
      <span className="what">
        {name}
        {last && (last.number > 1 || failed) && (
          <Tag className="attempt" data-tone={failed ? 'bad' : undefined}>
            {t('phases.attempt', { number: last.number })}
          </Tag>
        )}
        <span className="where" style={{ display: 'block' }}>
          {step.host}
          {isActive(step.state) && `, ${t(`part.${step.state}`)}`}
          {step.state === 'uploading' &&
            `, ${t('phases.uploading', {
              done: readableSize(last?.uploadedBytes ?? 0),
              total: readableSize(step.uploadBytes),
            })}`}
        </span>
      </span>
      <span className="time">{stepTime(step, now)}</span>
    </Row>
  );
}

function stepTime(step: StepView, now: number): string {
  const last = step.attempts.at(-1);
  if (last?.startedAt != null) return listDuration((last.finishedAt ?? now) - last.startedAt);
  return step.state === 'waiting' ? `~${listDuration(step.estimateSeconds * 1000)}` : '';
}
