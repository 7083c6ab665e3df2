'use client';
import ButtonBase from '@mui/material/ButtonBase';
import Link from '@mui/material/Link';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import type { PlanTemplate } from '@/lib/plan/new-plan';
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

const ImportRow = styled('div')({
  display: 'flex',
  border: '1px solid var(--line2)',
  borderRadius: 10,
  background: 'var(--surface)',
  overflow: 'clip',
});

type NoPlansProps = { onUse: (template: PlanTemplate) => void; onImport: () => void };

/** The first visit: layouts to start with, or a plan from elsewhere. */
export function NoPlans({ onUse, onImport }: NoPlansProps) {
  const t = useTranslations('plans');
  return (
    <Page>
      <div>
        <div>
          <h1>{t('empty.title')}</h1>
          <p style={{ margin: '4px 0 0', fontSize: 14, lineHeight: '22px', color: 'var(--ink2)' }}>{t('empty.text')}</p>
        </div>
        <Cards>
          {(['three-hosts', 'six-hosts', 'one-host'] as const).map((template, index) => (
            <TemplateCard key={template} template={template} first={index === 0} onUse={() => onUse(template)} />
          ))}
        </Cards>
        <ImportRow>
          <div style={{ padding: '14px 18px', width: 232 }}>
            <div style={{ fontWeight: 600 }}>{t('empty.importTitle')}</div>
            <div style={{ fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' }}>
              {t('empty.importText')}
            </div>
          </div>
          <ButtonBase
            onClick={onImport}
            sx={{
              flex: 1,
              justifyContent: 'flex-start',
              gap: '9px',
              p: '14px',
              borderLeft: '1px solid var(--line)',
              textAlign: 'left',
              '&:hover': { background: 'var(--hover)' },
              '&.Mui-focusVisible': { outlineOffset: -2 },
            }}
          >
            <Icon name="file" />
            <span>
              <span style={{ display: 'block', fontSize: 13, lineHeight: '20px', fontWeight: 500 }}>
                {t('empty.slipwayPlan')}
              </span>
              <Mono style={{ display: 'block', fontSize: 11, lineHeight: '16px', color: 'var(--ink3)' }}>
                plan.yaml
              </Mono>
            </span>
          </ButtonBase>
        </ImportRow>
        <p style={{ margin: 0, textAlign: 'center', fontSize: 12, color: 'var(--ink2)' }}>
          {t.rich('empty.or', {
            link: (text) => (
              <Link
                component="button"
                type="button"
                sx={{ font: 'inherit', verticalAlign: 'baseline' }}
                onClick={() => onUse('empty')}
              >
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
    </Page>
  );
}
