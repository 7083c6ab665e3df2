'use client';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Glyph } from '@/components/ui/glyph';
import { Icon } from '@/components/ui/icons';
import type { Report } from '@/lib/preflight/result';
import { type Counts, settled, totalOf, withoutFault } from './matrix';
import { squareColors, squareGlyphs } from './square-looks';

const Head = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 20,
  minHeight: 40,
  flex: 'none',
  '& h1': { fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em', margin: 0 },
  '& .progress': { width: 224, whiteSpace: 'nowrap', '@media (max-width: 1360px)': { width: 196 } },
  '& .progress .line': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: 8,
    fontSize: 12,
    lineHeight: '18px',
    color: 'var(--ink2)',
  },
  '& .progress b': { color: 'var(--ink)', fontWeight: 600 },
  '& .bar': { height: 4, borderRadius: 2, background: 'var(--line)', marginTop: 4, overflow: 'clip' },
  '& .bar > i': { display: 'block', height: 4, background: 'var(--acc)', borderRadius: 2, transition: 'width 200ms' },
  '& ul': { display: 'flex', listStyle: 'none', margin: 0, padding: 0 },
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    padding: '0 14px',
    borderLeft: '1px solid var(--line)',
    fontSize: 12,
    color: 'var(--ink2)',
    whiteSpace: 'nowrap',
    '&:first-of-type': { borderLeft: 0 },
    '& b': { fontSize: 15, fontWeight: 600 },
    '@media (max-width: 1360px)': { padding: '0 9px' },
  },
});

type HeaderProps = {
  planId: string;
  report: Report | null;
  counts: Counts;
  now: number;
  hostCount: number;
  canCheck: boolean;
  busy: boolean;
  onStart: () => void;
  onStop: () => void;
};

export function PreflightHeader({
  planId,
  report,
  counts,
  now,
  hostCount,
  canCheck,
  busy,
  onStart,
  onStop,
}: HeaderProps) {
  const t = useTranslations('preflight');
  const running = report?.state === 'running';
  const [done, total] = [settled(counts), totalOf(counts)];
  const seconds = report ? Math.max(0, ((report.finishedAt ?? now) - report.startedAt) / 1000) : 0;
  const states = (['passed', 'block', 'warn', 'running', 'not-run'] as const).filter(
    (state) => running || state !== 'running',
  );
  const shown = states.map((state) => ({
    state,
    count:
      state === 'passed' ? withoutFault(counts) : state === 'running' ? counts.running + counts.waiting : counts[state],
  }));
  return (
    <Head>
      <h1>{t('title')}</h1>
      {report && (
        <div className="progress">
          <div className="line">
            <b>{t('progress.items', { done, total })}</b>
            <span>
              {running
                ? t('progress.elapsed', { elapsed: Math.floor(seconds), limit: report.deadlineSeconds })
                : t('progress.took', { seconds: seconds.toFixed(1) })}
            </span>
          </div>
          <div
            className="bar"
            role="progressbar"
            aria-label={t('progress.label')}
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={done}
          >
            <i style={{ width: `${total === 0 ? 0 : (done / total) * 100}%` }} />
          </div>
        </div>
      )}
      {report && (
        <ul>
          {shown.map(({ state, count }) => (
            <li key={state}>
              <Glyph of={squareGlyphs[state]} />
              <b style={{ color: squareColors[state] }}>{count}</b>
              {t(`counts.${state}`, { count })}
            </li>
          ))}
        </ul>
      )}
      <span style={{ flex: 1 }} />
      {report && <ExportMenu planId={planId} />}
      {running ? (
        <Button disabled={!canCheck} onClick={onStop}>
          {t('act.stop')}
        </Button>
      ) : (
        <Button
          variant={report ? 'outlined' : 'contained'}
          disabled={!canCheck || hostCount === 0}
          loading={busy}
          onClick={onStart}
        >
          {report && <Icon name="retry" size={14} />}
          {report ? t('act.again') : t('act.start', { count: hostCount })}
        </Button>
      )}
    </Head>
  );
}

function ExportMenu({ planId }: { planId: string }) {
  const t = useTranslations('preflight.act');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const address = (format: string) => `/api/plans/${planId}/preflight?format=${format}`;
  return (
    <>
      <Button aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>
        <Icon name="download" size={14} />
        {t('export')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem component="a" href={address('html')} target="_blank" rel="noopener" onClick={() => setAnchor(null)}>
          {t('exportHtml')}
        </MenuItem>
        <MenuItem component="a" href={address('json')} download onClick={() => setAnchor(null)}>
          {t('exportJson')}
        </MenuItem>
      </Menu>
    </>
  );
}
