'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import type { Verdict } from '@/lib/plan/availability/verdict';
import type { VerdictDetailProps } from './verdict-detail';
import { worstFirst } from './verdict-list';
import { VerdictRow } from './verdict-row';

const Head = styled('div')({
  display: 'flex',
  gap: 10,
  padding: '4px 20px',
  borderBottom: '1px solid var(--line)',
  fontSize: 'var(--smallest)',
  lineHeight: '16px',
  color: 'var(--ink3)',
  background: 'var(--surface)',
  position: 'sticky',
  top: 0,
  zIndex: 1,
  '& > :first-of-type': { width: 104 },
  '& > :last-of-type': { marginLeft: 'auto' },
});

type VerdictRowsProps = Omit<VerdictDetailProps, 'verdict'> & { verdicts: readonly Verdict[] };

/** Verdicts, the worst first and open. */
export function VerdictRows({ verdicts, ...detail }: VerdictRowsProps) {
  const t = useTranslations('what-if');
  const sorted = worstFirst(verdicts);
  const [opened, open] = useState<CapabilityId | null>(() => {
    const worst = sorted[0];
    return worst && worst.state !== 'up' ? worst.capability : null;
  });
  return (
    <>
      <Head aria-hidden="true">
        <span>{t('column.verdict')}</span>
        <span>{t('column.capability')}</span>
        <span>{t('column.back')}</span>
      </Head>
      <ul aria-label={t('verdicts')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {sorted.map((verdict) => {
          const { capability } = verdict;
          return (
            <VerdictRow
              key={capability}
              {...detail}
              verdict={verdict}
              open={opened === capability}
              onToggle={() => open(opened === capability ? null : capability)}
            />
          );
        })}
      </ul>
    </>
  );
}
