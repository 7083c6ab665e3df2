'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode } from 'react';
import { Icon, type IconName } from '@/components/ui/icons';
import { Glyph, stateTextColors } from '@/components/ui/state';
import type { Finding } from '@/lib/plan/finding';
import { type PlanSection, planSections } from '@/lib/plan/schema';
import { sectionStatus } from './section-status';

const Rail = styled('aside')({
  width: 204,
  flex: 'none',
  display: 'flex',
  flexDirection: 'column',
  gap: 1,
  padding: '14px 8px 12px',
  minHeight: 0,
  overflowY: 'auto',
  background: 'var(--surface)',
  borderRight: '1px solid var(--line)',
  '& .title': { padding: '0 8px 8px', color: 'var(--ink3)', fontSize: 12, lineHeight: '16px', fontWeight: 500 },
  '& nav': { display: 'flex', flexDirection: 'column', gap: 1 },
  '@media (max-width: 1360px)': { width: 56, alignItems: 'center', '& .wide': { display: 'none' } },
});

const Step = styled('button')({
  border: 0,
  background: 'none',
  font: '500 13px/20px var(--sans)',
  textAlign: 'left',
  cursor: 'pointer',
  height: 34,
  flex: 'none',
  borderRadius: 6,
  display: 'flex',
  alignItems: 'center',
  gap: 9,
  padding: '0 8px',
  color: 'var(--ink2)',
  transition: 'background-color 120ms',
  '& .name': { flex: 1 },
  '& .icon': { color: 'var(--ink3)', display: 'flex' },
  '&:hover': { background: 'var(--hover)' },
  '&[aria-current]': { background: 'var(--hover)', color: 'var(--ink)', '& .icon': { color: 'var(--ink)' } },
  '&:focus-visible': { outlineOffset: -2 },
  '@media (max-width: 1360px)': {
    width: 48,
    padding: '0 6px',
    gap: 3,
    justifyContent: 'center',
    '& .name, & .quiet': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
  },
});

const Count = styled('span')({ display: 'inline-flex', alignItems: 'center', gap: 4, fontSize: 12, fontWeight: 600 });

const icons: Record<PlanSection, IconName> = {
  hosts: 'host',
  entry: 'entry',
  kubernetes: 'control-plane',
  storage: 'storage',
  etcd: 'etcd',
  registry: 'registry',
  database: 'database',
  rainbond: 'rainbond',
  artifacts: 'file',
};

type StepListProps = {
  current: PlanSection;
  findings: Finding[];
  onChoose: (section: PlanSection) => void;
  children: ReactNode;
};

/** The steps of the editor, each with what is said about it. */
export function StepList({ children, ...steps }: StepListProps) {
  const t = useTranslations('editor');
  return (
    <Rail>
      <div className="title wide">{t('steps')}</div>
      <Steps {...steps} />
      <span style={{ flex: 1 }} />
      {children}
    </Rail>
  );
}

const Steps = memo(function Steps({ current, findings, onChoose }: Omit<StepListProps, 'children'>) {
  const t = useTranslations('editor');
  const ui = useTranslations('ui');
  return (
    <nav aria-label={t('steps')}>
      {planSections.map((section) => {
        const { state, count } = sectionStatus(findings, section);
        return (
          <Step
            key={section}
            type="button"
            title={t(`sections.${section}`)}
            aria-current={section === current ? 'step' : undefined}
            onClick={() => onChoose(section)}
          >
            <span className="icon">
              <Icon name={icons[section]} />
            </span>
            <span className="name">{t(`sections.${section}`)}</span>
            <Count className={count === 0 ? 'quiet' : undefined} style={{ color: stateTextColors[state] }}>
              <Glyph of={state} size={14} />
              {count > 0 && count}
              <span className="visually-hidden">{count > 0 ? ui(`state.${state}`) : t('noFindings')}</span>
            </Count>
          </Step>
        );
      })}
    </nav>
  );
});
