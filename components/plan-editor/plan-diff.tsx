'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { diffPlans } from '@/lib/plan/diff-plans';
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

/** What going from `before` to `after` changes, path by path. */
export function PlanDiff({ before, after }: { before: Plan; after: Plan }) {
  const t = useTranslations('editor.history');
  const changes = diffPlans(before, after);
  if (changes.length === 0) return <p style={{ margin: 0, color: 'var(--ink3)' }}>{t('same')}</p>;
  return (
    <Lines>
      {changes.map((change) => (
        <div key={change.path} style={{ padding: 0 }}>
          <div className="path">{change.path}</div>
          {change.kind !== 'added' && lines('−', change.before, 'away')}
          {change.kind !== 'removed' && lines('+', change.after, 'new')}
        </div>
      ))}
    </Lines>
  );
}

function lines(mark: string, value: unknown, kind: string) {
  const text = typeof value === 'string' ? value || "''" : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  return (
    <div className={kind}>
      {text
        .split('\n')
        .map((line) => `${mark} ${line}`)
        .join('\n')}
    </div>
  );
}
