'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { CancelRun } from '@/components/run/cancel-run';
import { ClockTime } from '@/components/run/clock-time';
import { listDuration } from '@/components/run/duration';
import type { Refusal, RunActions } from '@/components/run/run-actions';
import { failedSteps, isActive } from '@/components/run/step-state';
import { Glyph, type StateName } from '@/components/ui/glyph';
import { Icon } from '@/components/ui/icons';
import { Tag } from '@/components/ui/tag';
import { kindWord } from '@/lib/runs/kind-word';
import type { RunState, RunView } from '@/lib/runs/view';

const Bar = styled('header')({
  minHeight: 48,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  padding: '0 16px',
  background: 'var(--surface)',
  borderBottom: '1px solid var(--line)',
  color: 'var(--ink2)',
  fontSize: 12,
  whiteSpace: 'nowrap',
  '& h1': {
    fontSize: 16,
    lineHeight: '24px',
    fontWeight: 600,
    letterSpacing: '-0.015em',
    color: 'var(--ink)',
    margin: 0,
  },
  '& .grow': { flex: 1 },
  '& b': { font: '500 12px/18px var(--mono)', color: 'var(--ink)' },
  '& .MuiButton-root': { height: 28, fontSize: 12, padding: '0 10px' },
  '& .by': { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
});

const tones: Record<RunState, { glyph: StateName; tone?: 'ok' | 'bad' | 'run' }> = {
  queued: { glyph: 'waiting' },
  running: { glyph: 'running', tone: 'run' },
  succeeded: { glyph: 'passed', tone: 'ok' },
  failed: { glyph: 'failed', tone: 'bad' },
  cancelled: { glyph: 'not-run' },
};

type RunHeaderProps = {
  view: RunView;
  now: number;
  /** When the run will probably end, milliseconds since the epoch. */
  endsAt: number;
  actions: RunActions;
  onError: (refusal: Refusal) => void;
};

export function RunHeader({ view, now, endsAt, actions, onError }: RunHeaderProps) {
  const t = useTranslations('run');
  const failed = failedSteps(view.steps).length;
  const working = new Set(view.steps.filter((step) => isActive(step.state)).map((step) => step.host)).size;
  const over = view.state === 'succeeded' || view.state === 'cancelled' || view.state === 'failed';
  const { glyph, tone } = tones[view.state];
  const cancelling = view.cancelRequested && !over;
  const bold = { b: (text: React.ReactNode) => <b>{text}</b> };
  const time = () => <ClockTime at={view.startedAt ?? view.createdAt} />;
  return (
    <Bar>
      <h1>{t('title', { number: view.number, kind: kindWord(view.kind) })}</h1>
      {failed > 0 && (
        <Tag data-tone="bad">
          <Glyph of="failed" size={12} />
          {t('header.failed', { count: failed })}
        </Tag>
      )}
      {working > 0 && (
        <Tag data-tone="run">
          <Glyph of="running" size={12} />
          {t('header.working', { count: working })}
        </Tag>
      )}
      {(cancelling || (failed === 0 && working === 0)) && (
        <Tag data-tone={tone}>
          <Glyph of={glyph} size={12} />
          {t(`state.${cancelling ? 'cancelling' : view.state}`)}
        </Tag>
      )}
      <span className="by">
        {t.rich(view.startedAt ? 'header.started' : 'header.queued', { by: view.createdBy, time })}
      </span>
      <span className="grow" />
      {view.startedAt !== null && (
        <span>
          {t.rich(over && view.state !== 'failed' ? 'header.took' : 'header.elapsed', {
            duration: listDuration(now - view.startedAt),
            ...bold,
          })}
        </span>
      )}
      {endsAt > now && (
        <span>
          {t.rich(failed > 0 ? 'header.leftAfterRetry' : 'header.left', {
            duration: listDuration(endsAt - now),
            ...bold,
          })}
        </span>
      )}
      <Button href={`/api/runs/${view.id}/log`} download>
        <Icon name="download" size={14} />
        {t('header.log')}
      </Button>
      {view.hasKubeconfig && (
        <Button href={`/api/runs/${view.id}/kubeconfig`} download>
          <Icon name="key" size={14} />
          {t('header.kubeconfig')}
        </Button>
      )}
      {!over && <CancelRun view={view} cancelRun={actions.cancelRun} onError={onError} />}
    </Bar>
  );
}
