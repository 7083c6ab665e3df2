'use client';
import { styled } from '@mui/material/styles';
import { useFormatter, useTranslations } from 'next-intl';
import type { Totals } from '@/components/review/totals';
import { useNameList } from '@/components/ui/use-name-list';

const Row = styled('dl')({
  display: 'flex',
  margin: '8px 0 4px',
  border: '1px solid var(--line2)',
  borderRadius: 8,
  '& > div': { flex: 1, minWidth: 0, padding: '7px 12px 8px', borderLeft: '1px solid var(--line)' },
  '& > div:first-of-type': { borderLeft: 0 },
  '& dd': { margin: 0, fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em' },
  '& dt': { fontSize: 12, lineHeight: '18px', color: 'var(--ink3)', whiteSpace: 'nowrap' },
});

export function PlanTotals({ totals }: { totals: Totals }) {
  const t = useTranslations('review.totals');
  const list = useNameList();
  const format = useFormatter();
  const known = totals.unknown.length < totals.hosts;
  const number = (value: number) => (known ? format.number(Math.round(value)) : '?');
  const cells = [
    [format.number(totals.hosts), t('hosts', { count: totals.hosts })],
    [number(totals.cpus), t('cpus')],
    [number(totals.memoryBytes / 1024 ** 3), t('memory')],
    [number(totals.diskBytes / 1e9), t('disk')],
  ];
  return (
    <>
      <Row>
        {cells.map(([value, label]) => (
          <div key={label} style={{ display: 'flex', flexDirection: 'column-reverse' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Row>
      {totals.unknown.length > 0 && (
        <div style={{ fontSize: 12, color: 'var(--warn)' }}>{t('unknown', { hosts: list(totals.unknown) })}</div>
      )}
    </>
  );
}
