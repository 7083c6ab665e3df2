'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { diffLines } from '@/lib/plan/diff-lines';
import type { Plan } from '@/lib/plan/schema';

const Lines = styled('div')({
  border: '1px solid var(--line)',
  borderRadius: 6,
  overflow: 'clip',
  font: '400 12px/18px var(--mono)',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  '& div': { padding: '0 10px' },
  '& .path': { color: 'var(--ink3)', background: 'var(--bg)', padding: '2px 10px' },
  '& .away': { background: 'var(--bad-bg)', color: 'var(--bad)' },
  '& .new': { background: 'var(--ok-bg)', color: 'var(--ok)' },
});

const looks = { place: 'path', kept: '', removed: 'away', added: 'new' };
const marks = { place: '', kept: '  ', removed: '− ', added: '+ ' };

/** What going from `before` to `after` changes, as lines of YAML below their places. */
export function PlanDiff({ before, after }: { before: Plan; after: Plan }) {
  const t = useTranslations('editor.history');
  const lines = diffLines(before, after).map((line, index) => ({ ...line, number: index + 1 }));
  if (lines.length === 0) return <p style={{ margin: 0, color: 'var(--ink3)' }}>{t('same')}</p>;
  return (
    <Lines>
      {lines.map(({ kind, text, number }) => (
        <div key={number} className={looks[kind]}>
          {marks[kind]}
          {text}
        </div>
      ))}
    </Lines>
  );
}
