'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { Estimate } from '@/components/review/phase-times';
import { FactSection } from '@/components/review/review-frame';
import { listDuration } from '@/components/run/duration';
import { useRunWords } from '@/components/run/run-words';
import { readableSize } from '@/components/run/upload-size';

const Row = styled('div')({
  display: 'grid',
  gridTemplateColumns: '148px 1fr 128px 40px',
  alignItems: 'center',
  gap: 10,
  fontSize: 12,
  lineHeight: '20px',
  '& > *': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .phase': { color: 'var(--ink2)' },
  '& .bar': { height: 6, borderRadius: 2, background: 'var(--ink3)' },
  '& .why': { color: 'var(--ink3)' },
  '& .time': { font: '400 12px/20px var(--mono)', color: 'var(--ink2)', textAlign: 'right' },
});

/** How long it will probably take, phase by phase, and what each hangs on. */
export function EstimateBars({ estimate }: { estimate: Estimate }) {
  const t = useTranslations('review.estimate');
  const words = useRunWords();
  const longest = Math.max(1, ...estimate.phases.map((phase) => phase.milliseconds));
  const why = (phase: Estimate['phases'][number]) => {
    if (phase.why.kind === 'upload') return t('why.upload', { size: readableSize(phase.why.bytesPerHost) });
    if (phase.why.kind === 'one-host') return t('why.one-host', { host: phase.why.host });
    return t(`why.${phase.why.kind}`, { hosts: phase.why.hosts });
  };
  return (
    <FactSection>
      <div className="head">
        <h2>{t('title', { duration: words.duration(estimate.total) })}</h2>
        <span className="aside">{t('source')}</span>
      </div>
      {estimate.phases.map((phase) => (
        <Row key={phase.id}>
          <span className="phase" title={words.phase(phase.id)}>
            {words.phase(phase.id)}
          </span>
          <span className="bar" style={{ width: `${(phase.milliseconds / longest) * 100}%` }} />
          <span className="why" title={why(phase)}>
            {why(phase)}
          </span>
          <span className="time">{listDuration(phase.milliseconds)}</span>
        </Row>
      ))}
    </FactSection>
  );
}
