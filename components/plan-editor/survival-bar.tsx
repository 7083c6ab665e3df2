'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icons';
import { Glyph, type StateName } from '@/components/ui/state';
import type { Plan } from '@/lib/plan/schema';
import { type Capability, survival } from '@/lib/plan/survival';

const Bar = styled('footer')({
  height: 58,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '0 16px',
  background: 'var(--surface)',
  borderTop: '1px solid var(--line2)',
  '& ul': { display: 'flex', listStyle: 'none', margin: 0, padding: 0, minWidth: 0, overflow: 'hidden' },
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 9,
    paddingRight: 20,
    marginRight: 16,
    borderRight: '1px solid var(--line)',
    lineHeight: '17px',
    whiteSpace: 'nowrap',
    minWidth: 0,
  },
  '& li:last-of-type': { borderRight: 0 },
  '& b': { fontWeight: 600 },
  '& small': { display: 'block', fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '@media (max-width: 1360px)': { '& li': { paddingRight: 12, marginRight: 10, gap: 7 } },
});

const glyphs: Record<Capability['verdict'], StateName> = {
  survives: 'passed',
  'as-declared': 'declared',
  'single-point': 'failed',
  missing: 'failed',
};

type SurvivalBarProps = { plan: Plan; busy: boolean; blocked: number; onReview: () => void };

/** Always there: what the plan survives, and the way on. */
export function SurvivalBar({ plan, busy, blocked, onReview }: SurvivalBarProps) {
  const t = useTranslations('editor.survival');
  return (
    <Bar>
      <ul aria-label={t('label')}>
        {survival(plan).map((capability) => (
          <CapabilityItem key={capability.id} capability={capability} />
        ))}
      </ul>
      <span style={{ flex: 1 }} />
      {blocked > 0 && (
        <span
          style={{
            display: 'inline-flex',
            alignItems: 'center',
            gap: 6,
            color: 'var(--ink2)',
            fontSize: 12,
            whiteSpace: 'nowrap',
          }}
        >
          <Glyph of="blocking" size={14} />
          {t('blocked', { count: blocked })}
        </span>
      )}
      <Button variant="contained" loading={busy} onClick={onReview}>
        {t('review')}
        <Icon name="arrow-right" size={14} />
      </Button>
    </Bar>
  );
}

function CapabilityItem({ capability }: { capability: Capability }) {
  const t = useTranslations('editor.survival');
  const { id, verdict, tolerates, of, hosts, values } = capability;
  const bad = verdict === 'single-point' || verdict === 'missing';
  const numbers = { tolerates, of, hosts: hosts.join(', '), count: hosts.length, quorum: 0, members: 0, ...values };
  return (
    <li>
      <Glyph of={glyphs[verdict]} />
      <div style={{ minWidth: 0 }}>
        <b style={{ color: bad ? 'var(--bad)' : undefined }}>{t(`${id}.${verdict}`, numbers)}</b>
        <small>{t(`${id}.more.${verdict}`, numbers)}</small>
      </div>
    </li>
  );
}
