'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { ClockTime } from '@/components/ui/clock-time';
import { Glyph, type StateName } from '@/components/ui/glyph';
import { useNameList } from '@/components/ui/use-name-list';
import type { CapabilityNow } from '@/lib/cluster/view';
import { stateGlyphs } from './state-looks';
import type { Survival } from './survival';
import { useProblemText } from './use-problem-text';

const Strip = styled('ul')({
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(0, 1fr)',
  // The line above what the plan survives is one line, however many lines a detail takes.
  gridTemplateRows: 'auto auto 1fr auto',
  flex: 'none',
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    minWidth: 0,
    display: 'grid',
    gridRow: 'span 4',
    gridTemplateRows: 'subgrid',
    padding: '9px 12px 0',
    borderLeft: '1px solid var(--line)',
    lineHeight: '18px',
    '&:first-of-type': { borderLeft: 0 },
    '@media (max-width: 1360px)': { padding: '7px 8px 0' },
  },
  '& .now': { display: 'flex', alignItems: 'center', gap: 7, fontWeight: 600, fontSize: 13 },
  '& .now[data-state="down"]': { color: 'var(--bad)' },
  '& .now[data-state="degraded"]': { color: 'var(--warn)' },
  '& .now[data-state="unknown"]': { color: 'var(--ink3)' },
  '& h2': { font: '500 12px/18px var(--sans)', margin: '3px 0 0' },
  '& .detail': {
    fontSize: 'var(--smallest)',
    lineHeight: '16px',
    color: 'var(--ink3)',
    overflowWrap: 'anywhere',
  },
  '& .next': {
    display: 'flex',
    alignItems: 'flex-start',
    gap: 5,
    margin: '7px -12px 0',
    padding: '4px 12px 5px',
    borderTop: '1px solid var(--line)',
    fontSize: 'var(--smallest)',
    lineHeight: '16px',
    color: 'var(--ink2)',
    '& > svg': { marginTop: 2 },
    '&[data-kind="stops"], &[data-kind="missing"]': { color: 'var(--bad)' },
    '@media (max-width: 1360px)': { margin: '5px -8px 0', padding: '3px 8px', letterSpacing: '-0.02em' },
  },
});

const survivalGlyphs: Record<Survival['kind'], StateName> = {
  survives: 'satisfied',
  stops: 'failed',
  declared: 'declared',
  missing: 'failed',
};

type StripProps = {
  survivals: Survival[];
  /** Empty before the first word of it. */
  now: CapabilityNow[];
};

/** Each capability: what it is now, and below a line what the plan says it survives. Two facts that are never one. */
export function CapabilityStrip({ survivals, now }: StripProps) {
  const t = useTranslations('cluster');
  const words = useTranslations('availability');
  return (
    <Strip className="card" aria-label={t('capabilities')}>
      {survivals.map((survival) => {
        const { id } = survival;
        const found = now.find((each) => each.id === id);
        const state = found?.state ?? 'unknown';
        return (
          <li key={id} data-capability={id}>
            <div className="now" data-state={state}>
              <Glyph of={found ? stateGlyphs[state] : 'waiting'} />
              {t(`state.${state}`)}
            </div>
            <h2>{id === 'storage-io' ? words('storage') : words(`capabilities.${id}`)}</h2>
            <Detail now={found} />
            <SurvivalLine survival={survival} />
          </li>
        );
      })}
    </Strip>
  );
}

function Detail({ now }: { now: CapabilityNow | undefined }) {
  const t = useTranslations('cluster.detail');
  const problemText = useProblemText();
  if (!now) return <div className="detail">{t('asking')}</div>;
  const { key, values } = now.detail;
  const since = now.silentSince;
  return (
    <div className="detail" title={problemText(now.problem) || undefined}>
      {key === 'silent' && since !== null ? t.rich('silent', { time: () => <ClockTime at={since} /> }) : t(key, values)}
    </div>
  );
}

function SurvivalLine({ survival }: { survival: Survival }) {
  const t = useTranslations('cluster.survival');
  const list = useNameList();
  const { kind, count, hosts, certain } = survival;
  const any = hosts.length > 2 ? 'yes' : 'no';
  return (
    <div className="next" data-kind={kind}>
      <Glyph of={survivalGlyphs[kind]} size={12} />
      <span>{t(kind, { count, hosts: list(hosts), any, of: hosts.length, certain: certain ? 'yes' : 'no' })}</span>
    </div>
  );
}
