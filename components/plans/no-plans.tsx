'use client';
import Link from '@mui/material/Link';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportFormat } from '@/lib/plan/import/imported';
import { ImportRow } from './import-row';
import type { NewPlanStart } from './new-plan-dialog';
import { TemplateCard } from './template-card';

const Page = styled('main')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  padding: '40px 40px 60px',
  '& > div': {
    width: '100%',
    maxWidth: 1128,
    margin: 'auto 0',
    display: 'flex',
    flexDirection: 'column',
    gap: 22,
  },
  '& h1': { fontSize: 24, lineHeight: '32px', fontWeight: 600, letterSpacing: '-0.015em', margin: 0 },
});

const Cards = styled('div')({ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 18 });

type NoPlansProps = {
  onUse: (start: NewPlanStart) => void;
  onImport: (format: ImportFormat) => void;
  /** Null for who may not begin with a cluster. */
  onExisting: (() => void) | null;
};

/** The first visit: layouts to start with, or a plan from elsewhere. */
export function NoPlans({ onUse, onImport, onExisting }: NoPlansProps) {
  const t = useTranslations('plans');
  return (
    <Page>
      <div>
        <div>
          <h1>{t('empty.title')}</h1>
          <p style={{ margin: '4px 0 0', fontSize: 14, lineHeight: '22px', color: 'var(--ink2)' }}>{t('empty.text')}</p>
        </div>
        <Cards>
          {(['three-hosts', 'six-hosts', 'nine-hosts'] as const).map((template, index) => (
            <TemplateCard key={template} template={template} first={index === 0} onUse={() => onUse({ template })} />
          ))}
        </Cards>
        <ImportRow onImport={onImport} onExisting={onExisting} />
        <p style={{ margin: 0, textAlign: 'center', fontSize: 12, color: 'var(--ink2)' }}>
          {t.rich('empty.or', {
            empty: (text) => <Start onClick={() => onUse({ template: 'empty' })}>{text}</Start>,
            paste: (text) => <Start onClick={() => onUse({ template: 'empty', pasting: true })}>{text}</Start>,
            one: (text) => <Start onClick={() => onUse({ template: 'one-host' })}>{text}</Start>,
          })}
        </p>
      </div>
    </Page>
  );
}

function Start({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Link component="button" type="button" sx={{ font: 'inherit', verticalAlign: 'baseline' }} onClick={onClick}>
      {children}
    </Link>
  );
}
