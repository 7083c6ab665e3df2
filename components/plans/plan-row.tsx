'use client';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { lossesOf } from '@/components/topology/losses';
import { TopologyThumb } from '@/components/topology/thumb';
import { ClockTime } from '@/components/ui/clock-time';
import { Glyph, type StateName } from '@/components/ui/state';
import { Tag } from '@/components/ui/tag';
import { columns } from './plan-columns';
import { PlanHeadline } from './plan-headline';
import { PlanMenu } from './plan-menu';
import type { PlanRowData, PlansActions } from './plan-row-data';

const Row = styled('li')({
  ...columns,
  listStyle: 'none',
  position: 'relative',
  height: 120,
  padding: '7px 16px',
  borderTop: '1px solid var(--line)',
  transition: 'background-color 120ms',
  '&:hover': { background: 'var(--hover)' },
  '& .thumb': {
    height: 106,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    border: '1px solid var(--line)',
    borderRadius: 6,
    background: 'var(--bg) radial-gradient(var(--grid) 1px, transparent 1px) 0 0 / 12px 12px',
  },
  '& .name': { fontSize: 15, lineHeight: '22px', fontWeight: 600, color: 'var(--ink)', letterSpacing: '-0.01em' },
  // The whole row opens the plan; what else can be pressed lies above.
  '& .name::after': { content: '""', position: 'absolute', inset: 0 },
  '& .name:focus-visible': { outline: 'none' },
  '& .name:focus-visible::after': { outline: '2px solid var(--acc)', outlineOffset: -2 },
  '& .small': { fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' },
  '& .smallest': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '& .with-glyph': { display: 'flex', gap: 9, minWidth: 0, '& > svg': { marginTop: 2 } },
});

const runGlyphs: Record<string, StateName> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'passed',
  failed: 'failed',
  cancelled: 'not-run',
};

type PlanRowProps = { row: PlanRowData; canWrite: boolean; actions: PlansActions };

/** One plan: what it looks like, what it survives, what is wrong with it, what happened last. */
export function PlanRow({ row, canWrite, actions }: PlanRowProps) {
  const t = useTranslations('plans');
  const { plan, findings, lastRun } = row;
  // In small only what stops matters.
  const states = Object.fromEntries(
    Object.entries(lossesOf(plan)).flatMap(([host, { state }]) => (state === 'failed' ? [[host, state] as const] : [])),
  );
  const domains = new Set(plan.hosts.map((host) => host.failureDomain).filter(Boolean)).size;
  const none = findings.block + findings.warn + findings.info === 0;
  return (
    <Row>
      <div className="thumb">
        <TopologyThumb plan={plan} states={states} />
      </div>
      <div style={{ minWidth: 0 }}>
        <Link className="name" href={`/plans/${row.id}`}>
          {plan.name}
        </Link>
        <div className="small">
          {t('facts', { hosts: plan.hosts.length, domains, version: plan.kubernetes.version })} ·{' '}
          {plan.rainbond.kind === 'none' ? t('kubernetesOnly') : `Rainbond ${plan.rainbond.version}`}
        </div>
      </div>
      <PlanHeadline plan={plan} />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 5 }}>
        {none && <span className="small">{t('noFindings')}</span>}
        {findings.block > 0 && (
          <Count tone="bad" of="blocking" count={findings.block} label={t('block', { count: findings.block })} />
        )}
        {findings.warn > 0 && (
          <Count tone="warn" of="warning" count={findings.warn} label={t('warn', { count: findings.warn })} />
        )}
        {findings.info > 0 && <Count of="note" count={findings.info} label={t('info', { count: findings.info })} />}
      </div>
      <div className="with-glyph">
        <Glyph of={lastRun ? (runGlyphs[lastRun.state] ?? 'note') : 'not-run'} size={14} />
        {lastRun ? (
          <div style={{ position: 'relative' }}>
            <Link href={`/plans/${row.id}/runs/${lastRun.number}`} style={{ color: 'inherit' }}>
              {t(`run.${lastRun.state}`)}
            </Link>
            <div className="smallest">
              {t('run.number', { number: lastRun.number })}, <ClockTime at={lastRun.at} day />
            </div>
          </div>
        ) : (
          <div>{t('run.never')}</div>
        )}
      </div>
      <div className="changed">
        <div className="small" style={{ color: 'var(--ink2)', overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {row.changedBy}
        </div>
        <div className="smallest">
          <ClockTime at={row.changedAt} day />
        </div>
      </div>
      <PlanMenu row={row} canWrite={canWrite} actions={actions} />
    </Row>
  );
}

function Count(props: { of: StateName; count: number; label: string; tone?: 'bad' | 'warn' }) {
  return (
    <Tag data-tone={props.tone} title={props.label}>
      <Glyph of={props.of} size={12} />
      <span aria-hidden="true">{props.count}</span>
      <span className="visually-hidden">{props.label}</span>
    </Tag>
  );
}
