'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode, useMemo } from 'react';
import { Icon } from '@/components/ui/icons';
import { Glyph, type StateName } from '@/components/ui/state';
import { type AvailabilityModel, modelOf } from '@/lib/plan/availability/model';
import { type SurvivalLine, survivalLines } from '@/lib/plan/availability/survival-lines';
import { sayCapabilities, sayHolders } from '@/lib/plan/availability/words/names';
import type { Translate } from '@/lib/plan/availability/words/translate';
import type { Plan } from '@/lib/plan/schema';

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
    maxWidth: 340,
  },
  '& > :not(ul)': { flex: 'none' },
  '& > ul': { flex: 1 },
  '& li:last-of-type': { borderRight: 0 },
  '& b, & small': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& b': { fontWeight: 600 },
  '& small': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '& .narrow': { display: 'none' },
  '@media (max-width: 1360px)': {
    '& li': { paddingRight: 12, marginRight: 10, gap: 7 },
    '& .narrow': { display: 'inline', fontWeight: 600 },
    '& .wide': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
  },
});

const glyphs: Record<SurvivalLine['kind'], StateName> = {
  survives: 'passed',
  quorum: 'passed',
  declared: 'declared',
  point: 'failed',
  missing: 'failed',
};

type SurvivalBarProps = {
  plan: Plan;
  busy: boolean;
  blocked: number;
  onReview: () => void;
  /** Stands before the way on. */
  children?: ReactNode;
};

/** Always there: what the plan survives, and the way on. */
export const SurvivalBar = memo(function SurvivalBar(props: SurvivalBarProps) {
  const { plan, busy, blocked, onReview, children } = props;
  const t = useTranslations('editor.survival');
  const model = useMemo(() => modelOf(plan), [plan]);
  const lines = useMemo(() => survivalLines(model), [model]);
  return (
    <Bar>
      <ul aria-label={t('label')}>
        {lines.map((line) => (
          <LineItem key={`${line.kind} ${line.tolerance.capability}`} model={model} line={line} />
        ))}
      </ul>
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
          title={t('blocked', { count: blocked })}
        >
          <Glyph of="blocking" size={14} />
          <span className="wide">{t('blocked', { count: blocked })}</span>
          <span className="narrow" aria-hidden="true">
            {blocked}
          </span>
        </span>
      )}
      {children}
      <Button variant="contained" loading={busy} onClick={onReview}>
        {t('review')}
        <Icon name="arrow-right" size={14} />
      </Button>
    </Bar>
  );
});

function LineItem({ model, line }: { model: AvailabilityModel; line: SurvivalLine }) {
  const t = useTranslations('availability');
  const bad = line.kind === 'point' || line.kind === 'missing';
  const { title, text } = wordsOf(t, model, line);
  return (
    <li>
      <Glyph of={glyphs[line.kind]} />
      <div style={{ minWidth: 0 }}>
        <b style={{ color: bad ? 'var(--bad)' : undefined }}>{title}</b>
        {text && <small>{text}</small>}
      </div>
    </li>
  );
}

function wordsOf(t: Translate, model: AvailabilityModel, { kind, tolerance, also }: SurvivalLine) {
  const { capability, tolerates, of, need, points, certain, declared } = tolerance;
  const everywhere = kind === 'point' && points.length > 1 && points.length === model.hosts.length;
  const title = t(`bar.${everywhere ? 'allPoints' : kind}.title`, {
    capability: capability === 'storage-io' ? t('storage') : t(`capabilities.${capability}`),
    hosts: sayHolders(t, model, points),
    certain: certain ? 'yes' : 'no',
    tolerates,
    of,
    need,
  });
  const capabilities = sayCapabilities(t, also);
  const rests = declared.length > 0 ? t('restsOn', { services: sayHolders(t, model, declared) }) : '';
  if (kind === 'missing') return { title, text: t('bar.missing.text', { of, need }) };
  if (kind === 'quorum') return { title, text: t('bar.quorum.text', { spare: tolerates }) };
  if (also.length === 0) return { title, text: rests };
  if (kind === 'survives') return { title, text: t('bar.survives.also', { capabilities }) };
  return { title, text: t('bar.with', { capabilities, count: also.length }) };
}
