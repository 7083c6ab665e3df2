'use client';
import { useTranslations } from 'next-intl';
import { Mono } from '@/components/ui/mono';
import { chartSourceOf } from '@/lib/plan/chart-source';
import type { Plan } from '@/lib/plan/schema';

/** Where Rainbond's chart comes from, with its version; nothing for a plan without Rainbond. */
export function ChartLine({ plan }: { plan: Plan }) {
  const t = useTranslations('review.chart');
  const source = chartSourceOf(plan);
  if (!source) return null;
  const { kind, name, version } = source;
  const place = kind === 'bundle' ? source.file : source.url;
  const how = kind === 'bundle' ? 'bundle' : source.makers ? 'makers' : 'repository';
  return (
    <p style={{ margin: '4px 0', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)', overflowWrap: 'anywhere' }}>
      {t.rich(how, { name, version, place, mono: (chunks) => <Mono>{chunks}</Mono> })}
    </p>
  );
}
