'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Glyph, type StateName } from '@/components/ui/state';
import { type Headline, headlineOf } from '@/lib/plan/availability/headline';
import { modelOf } from '@/lib/plan/availability/model';
import { sayHeadline } from '@/lib/plan/availability/words/say-headline';
import type { Plan } from '@/lib/plan/schema';

const glyphs: Record<Headline['key'], StateName> = {
  empty: 'not-run',
  missing: 'failed',
  none: 'failed',
  some: 'degraded',
  any: 'passed',
  anyDomain: 'passed',
  notDomain: 'degraded',
};

/** What a plan survives in one line, and in a second one why. */
export function PlanHeadline({ plan }: { plan: Plan }) {
  const words = useTranslations('availability');
  const { model, headline } = useMemo(() => {
    const found = modelOf(plan);
    return { model: found, headline: headlineOf(found) };
  }, [plan]);
  const { title, text } = sayHeadline(words, model, headline);
  return (
    <div style={{ display: 'flex', gap: 9, minWidth: 0 }}>
      <span style={{ display: 'flex', paddingTop: 2 }}>
        <Glyph of={glyphs[headline.key]} />
      </span>
      <div>
        <div style={{ fontWeight: 500 }}>{title}</div>
        {text && <div style={{ fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' }}>{text}</div>}
      </div>
    </div>
  );
}
