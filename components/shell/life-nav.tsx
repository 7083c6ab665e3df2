'use client';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Glyph, type StateName } from '@/components/ui/glyph';
import { Nav, NavDash, NavLink, NavOff } from './bar-styles';
import { type PlanEntry, type Stage, stageOfPath } from './shell-data';

const runGlyphs: Record<string, StateName> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'passed',
  failed: 'failed',
  cancelled: 'not-run',
};

/** The way of one plan: Plan, Preflight, Review, Run, Cluster. A stage that can't be opened yet is a word, not a link. */
export function LifeNav({ plan }: { plan: PlanEntry }) {
  const t = useTranslations('shell');
  const current = stageOfPath(usePathname());
  const stages: { stage: Stage; href: string | null; glyph?: StateName }[] = [
    { stage: 'plan', href: `/plans/${plan.id}` },
    { stage: 'preflight', href: `/plans/${plan.id}/preflight` },
    { stage: 'review', href: `/plans/${plan.id}/review` },
    {
      stage: 'run',
      href: plan.lastRun && `/plans/${plan.id}/runs/${plan.lastRun.number}`,
      glyph: plan.lastRun ? runGlyphs[plan.lastRun.state] : undefined,
    },
    { stage: 'cluster', href: plan.installed ? `/plans/${plan.id}/cluster` : null },
  ];
  return (
    <Nav aria-label={t('lifeNav')}>
      {stages.map(({ stage, href, glyph }, index) => (
        <Fragment key={stage}>
          {index > 0 && <NavDash aria-hidden="true" />}
          {href ? (
            <NavLink href={href} aria-current={stage === current ? 'page' : undefined}>
              {glyph && <Glyph of={glyph} size={14} />}
              {t(`stages.${stage}`)}
            </NavLink>
          ) : (
            <NavOff>{t(`stages.${stage}`)}</NavOff>
          )}
        </Fragment>
      ))}
    </Nav>
  );
}
