'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Failing } from './failing';
import { GradeCard } from './grade-card';
import type { Outlook } from './outlook';
import { SetTable } from './set-table';

const View = styled('div')({
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: '18px 0 2px' },
  '& .hint': { margin: '0 0 6px', fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' },
  transition: 'opacity 120ms',
  '&[aria-busy="true"]': { opacity: 0.6 },
});

type OutlookViewProps = {
  model: AvailabilityModel;
  outlook: Outlook;
  stale?: boolean;
  onFail?: (failing: Failing) => void;
};

/** The plan's grade with its reasons, and what takes each capability down. */
export function OutlookView({ model, outlook, stale = false, onFail }: OutlookViewProps) {
  const t = useTranslations('what-if.sets');
  return (
    <View aria-busy={stale}>
      <GradeCard model={model} graded={outlook.graded} />
      <h2>{t('title')}</h2>
      <p className="hint">{t('hint')}</p>
      <SetTable model={model} sets={outlook.sets} onFail={onFail} />
    </View>
  );
}
