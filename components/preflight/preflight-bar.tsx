'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BottomBar } from '@/components/ui/bottom-bar';
import { ClockTime } from '@/components/ui/clock-time';
import { Glyph, type StateName } from '@/components/ui/glyph';
import type { Report } from '@/lib/preflight/result';
import type { Counts } from './matrix';

const Bar = styled(BottomBar)({ minHeight: 52, lineHeight: 'inherit' });

type BarProps = {
  planId: string;
  report: Report | null;
  /** The report is of another plan than the one that is stored. */
  stale: boolean;
  counts: Counts;
  /** Warnings that nobody keeps. */
  openWarnings: number;
};

/** Whether the plan can go on to be installed, and what stands in the way. */
export function PreflightBar({ planId, report, stale, counts, openWarnings }: BarProps) {
  const t = useTranslations('preflight.bar');
  const act = useTranslations('preflight.act');
  const time = report && <ClockTime at={report.finishedAt ?? report.startedAt} day />;
  const blocked = counts.block > 0 && !stale;
  const says = (): { glyph: StateName; title: React.ReactNode; text: React.ReactNode } => {
    if (!report) return { glyph: 'not-run', title: t('never'), text: t('neverText') };
    if (stale) return { glyph: 'not-run', title: t('stale'), text: t('staleText') };
    if (blocked) return { glyph: 'blocking', title: t('blocked', { count: counts.block }), text: t('blockedText') };
    if (report.state === 'running') return { glyph: 'running', title: t('running'), text: t('runningText') };
    if (openWarnings > 0) return { glyph: 'warning', title: t('open', { count: openWarnings }), text: t('openText') };
    if (counts['not-run'] > 0)
      return { glyph: 'not-run', title: t('unknown', { count: counts['not-run'] }), text: t('unknownText') };
    return { glyph: 'passed', title: t('clear'), text: t.rich('clearText', { time: () => time }) };
  };
  const { glyph, title, text } = says();
  return (
    <Bar>
      <Glyph of={glyph} />
      <span style={{ fontWeight: 600 }}>{title}</span>
      <span style={{ fontSize: 12, color: 'var(--ink2)' }}>{text}</span>
      <span style={{ flex: 1 }} />
      <Button component={Link} href={`/plans/${planId}`}>
        {act('back')}
      </Button>
      <Button component={Link} href={`/plans/${planId}/review`} variant={blocked ? 'outlined' : 'contained'}>
        {act('review')}
      </Button>
    </Bar>
  );
}
