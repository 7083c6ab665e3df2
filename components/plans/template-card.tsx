'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { TopologyThumb } from '@/components/topology/thumb';
import { Glyph } from '@/components/ui/state';
import { newPlan, type PlanTemplate } from '@/lib/plan/new-plan';
import type { PlanHost } from '@/lib/plan/schema';
import { unsupported } from '@/lib/plan/unsupported';
import { templateLines } from './template-lines';

const Card = styled('section')({
  display: 'flex',
  flexDirection: 'column',
  background: 'var(--surface)',
  border: '1px solid var(--line2)',
  borderRadius: 10,
  overflow: 'clip',
  '&:focus-within': { borderColor: 'var(--acc)', boxShadow: '0 0 0 1px var(--acc)' },
  '& .picture': {
    height: 172,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    borderBottom: '1px solid var(--line)',
    background: 'var(--bg) radial-gradient(var(--grid) 1px, transparent 1px) 0 0 / 16px 16px',
  },
  '& .body': { padding: '14px 18px 12px', flex: 1 },
  '& h2': { fontSize: 15, lineHeight: '22px', fontWeight: 600, margin: 0 },
  '& p': { margin: '2px 0 0', minHeight: 40, color: 'var(--ink2)' },
  '& ul': { listStyle: 'none', margin: '10px 0 0', padding: 0, display: 'grid', gap: 4 },
  '& li': { display: 'flex', alignItems: 'center', gap: 8 },
  '& .foot': {
    display: 'flex',
    alignItems: 'center',
    padding: '10px 12px 10px 18px',
    borderTop: '1px solid var(--line)',
    fontSize: 12,
    color: 'var(--ink3)',
  },
});

type TemplateCardProps = { template: PlanTemplate; first: boolean; onUse: () => void };

/** A layout to start with, and what it survives: computed from the very document that it makes. */
export function TemplateCard({ template, first, onUse }: TemplateCardProps) {
  const t = useTranslations('plans');
  // Any router id does for the picture.
  const plan = useMemo(() => newPlan('template', template, () => 0), [template]);
  const lines = useMemo(() => templateLines(plan), [plan]);
  const size = t(`templates.${template}.size`);
  const planOnly = unsupported(plan).length > 0;
  return (
    <Card aria-label={t(`templates.${template}.name`)}>
      <div className="picture">
        <TopologyThumb plan={plan} width={336} height={136} inside={plan.hosts.map((host) => t(labelOf(host)))} />
      </div>
      <div className="body">
        <h2>{t(`templates.${template}.name`)}</h2>
        <p>{t(`templates.${template}.text`)}</p>
        <ul>
          {lines.map(({ state, key, values }) => (
            <li key={key}>
              <Glyph of={state} size={14} />
              {t(key, values)}
            </li>
          ))}
        </ul>
      </div>
      <div className="foot">
        <span style={{ flex: 1 }}>{planOnly ? t('planOnly', { size }) : size}</span>
        <Button
          autoFocus={first}
          variant={first ? 'contained' : 'outlined'}
          sx={{ height: 28, fontSize: 12 }}
          aria-label={`${t('empty.use')}: ${t(`templates.${template}.name`)}`}
          onClick={onUse}
        >
          {t('empty.use')}
          {first && <span style={{ fontSize: 11, fontWeight: 400, opacity: 0.72 }}>{t('empty.enter')}</span>}
        </Button>
      </div>
    </Card>
  );
}

function labelOf({ roles }: PlanHost): 'allRoles' | 'controlPlane' | 'etcd' | 'workerGateway' {
  if (roles.length >= 5) return 'allRoles';
  if (roles.includes('control-plane')) return 'controlPlane';
  return roles.includes('etcd') ? 'etcd' : 'workerGateway';
}
