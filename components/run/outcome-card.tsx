'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { listDuration } from '@/components/run/duration';
import type { Refusal, RunActions } from '@/components/run/run-actions';
import { useRunWords } from '@/components/run/run-words';
import { isDone } from '@/components/run/step-state';
import { CommandBox } from '@/components/ui/command-box';
import { Glyph } from '@/components/ui/glyph';
import { Icon } from '@/components/ui/icons';
import { consoleMoveAddress, consoleMoveOf } from '@/lib/runs/console-move';
import type { RunView } from '@/lib/runs/view';

const Card = styled('section')({
  display: 'flex',
  flex: 'none',
  gap: 24,
  padding: '14px 18px 16px',
  background: 'var(--surface)',
  borderBottom: '1px solid var(--line)',
  borderLeft: '3px solid var(--ok)',
  '&[data-cancelled]': { borderLeftColor: 'var(--edge)' },
  '& .what': { flex: 1, minWidth: 0 },
  '& .head': { display: 'flex', alignItems: 'center', gap: 8 },
  '& h2': { fontSize: 15, lineHeight: '22px', fontWeight: 600, letterSpacing: '-0.01em', margin: 0 },
  '& p': { margin: '3px 0 12px 24px', color: 'var(--ink2)' },
  '& dl': { display: 'inline-flex', margin: '0 0 0 24px', border: '1px solid var(--line)', borderRadius: 8 },
  '& dl > div': { minWidth: 110, padding: '7px 14px 8px', borderLeft: '1px solid var(--line)' },
  '& dl > div:first-of-type': { borderLeft: 0 },
  '& dt': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '& dd': { margin: 0, font: '600 15px/22px var(--mono)' },
  '& .next': { width: 372, flex: 'none', '@media (max-width: 1360px)': { width: 320 } },
  '& h3': { font: '500 12px/16px var(--sans)', color: 'var(--ink2)', margin: '2px 0 6px' },
  '& .acts': { display: 'flex', flexWrap: 'wrap', gap: 8 },
});

type OutcomeProps = { view: RunView; actions: RunActions; onError: (refusal: Refusal) => void };

/** The end of a run that didn't fail, and the next act. */
export function OutcomeCard({ view, actions, onError }: OutcomeProps) {
  if (view.state === 'succeeded') {
    if (view.kind === 'fix') return <Fixed view={view} />;
    if (view.kind === 'migrate-console') return <ConsoleMoved view={view} />;
    return view.kind === 'install' ? <Succeeded view={view} /> : <Uninstalled view={view} />;
  }
  if (view.state === 'cancelled') return <Cancelled view={view} actions={actions} onError={onError} />;
  return null;
}

function Succeeded({ view }: { view: RunView }) {
  const t = useTranslations('run');
  const words = useRunWords();
  const satisfied = view.steps.filter((step) => step.state === 'satisfied').length;
  const changed = view.steps.length - satisfied;
  const ready = view.cluster?.nodes.filter((node) => node.ready === 'ready').length;
  const took = view.startedAt !== null && view.finishedAt !== null ? view.finishedAt - view.startedAt : null;
  const count = ready ?? view.hosts.length;
  const version = view.cluster?.rainbond?.version;
  const title = view.steps.some(({ phase }) => phase === 'rainbond')
    ? t('success.rainbond', { count, version: version ?? '' })
    : t('success.title', { count });
  const file = `${view.planName}.kubeconfig`;
  const command = `kubectl --kubeconfig ${file} get nodes`;
  return (
    <Card>
      <div className="what">
        <div className="head">
          <Glyph of={changed === 0 ? 'satisfied' : 'passed'} />
          <h2>{changed === 0 ? t('success.unchanged') : title}</h2>
        </div>
        <p>
          {changed === 0
            ? t('success.unchangedSummary', { count: satisfied })
            : t('success.summary', { changed, satisfied })}
        </p>
        <dl>
          {took !== null && (
            <div title={words.duration(took)}>
              <dt>{t('success.time')}</dt>
              <dd>{listDuration(took)}</dd>
            </div>
          )}
          {view.cluster && (
            <>
              <div>
                <dt>{t('success.nodes')}</dt>
                <dd>{`${ready} / ${view.cluster.nodes.length}`}</dd>
              </div>
              <div>
                <dt>{t('success.pods')}</dt>
                <dd>{`${view.cluster.podsReady} / ${view.cluster.pods}`}</dd>
              </div>
            </>
          )}
        </dl>
      </div>
      <div className="next">
        {view.hasKubeconfig ? (
          <>
            <h3>{t('success.next')}</h3>
            <CommandBox commands={[command]} />
          </>
        ) : (
          <h3>{t('success.noKubeconfig')}</h3>
        )}
        <div className="acts">
          {view.hasKubeconfig && (
            <Button variant="contained" href={`/api/runs/${view.id}/kubeconfig`} download={file}>
              <Icon name="download" size={14} />
              {t('header.kubeconfig')}
            </Button>
          )}
          <Button component={Link} href={`/plans/${view.planId}/cluster`}>
            {t('success.cluster')}
          </Button>
          <Button component={Link} href={`/plans/${view.planId}`}>
            {t('success.plan')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** What a fix ends with: what it was for has to be looked at again. */
function Fixed({ view }: { view: RunView }) {
  const t = useTranslations('run');
  const satisfied = view.steps.filter((step) => step.state === 'satisfied').length;
  const changed = view.steps.length - satisfied;
  return (
    <Card>
      <div className="what">
        <div className="head">
          <Glyph of={changed === 0 ? 'satisfied' : 'passed'} />
          <h2>{t(changed === 0 ? 'success.nothingToFix' : 'success.fixed')}</h2>
        </div>
        <p style={{ marginBottom: 0 }}>{t('success.summary', { changed, satisfied })}</p>
      </div>
      <div className="acts" style={{ alignSelf: 'center' }}>
        <Button variant="contained" component={Link} href={`/plans/${view.planId}/preflight`}>
          {t('success.checkAgain')}
        </Button>
      </div>
    </Card>
  );
}

/** Rainbond is gone and its cluster stays. */
function Uninstalled({ view }: { view: RunView }) {
  const t = useTranslations('run');
  const satisfied = view.steps.filter((step) => step.state === 'satisfied').length;
  return (
    <Card>
      <div className="what">
        <div className="head">
          <Glyph of="passed" />
          <h2>{t('success.uninstalled')}</h2>
        </div>
        <p style={{ marginBottom: 0 }}>{t('success.summary', { changed: view.steps.length - satisfied, satisfied })}</p>
      </div>
      <div className="acts" style={{ alignSelf: 'center' }}>
        <Button variant="contained" component={Link} href={`/plans/${view.planId}/cluster`}>
          {t('success.cluster')}
        </Button>
      </div>
    </Card>
  );
}

/** The console answers somewhere else now; the other one is still there. */
function ConsoleMoved({ view }: { view: RunView }) {
  const t = useTranslations('run.success.console');
  const moved = consoleMoveOf(view);
  if (!moved) return null;
  const { direction, host, container, dataFolder, url } = moved;
  return (
    <Card>
      <div className="what">
        <div className="head">
          <Glyph of="passed" />
          <h2>{t(`${direction}.title`)}</h2>
        </div>
        <p style={{ marginBottom: 0 }}>
          {t.rich(`${direction}.answers`, {
            url,
            link: (chunks) => (
              <a href={url} target="_blank" rel="noreferrer" style={{ textDecoration: 'underline' }}>
                {chunks}
              </a>
            ),
          })}{' '}
          {t(`${direction}.stays`, { container, host, folder: dataFolder })}
        </p>
      </div>
      <div className="acts" style={{ alignSelf: 'center' }}>
        <Button
          component={Link}
          href={consoleMoveAddress(view.planId, moved, direction === 'move' ? 'back' : 'move')}
          prefetch={false}
        >
          {t(`${direction}.other`)}
        </Button>
      </div>
    </Card>
  );
}

function Cancelled({ view, actions, onError }: OutcomeProps) {
  const t = useTranslations('run');
  const [busy, startTransition] = useTransition();
  const resume = () =>
    startTransition(async () => {
      const answer = await actions.retryFailed({ runId: view.id });
      if (!answer.ok) onError(answer.error);
    });
  const done = view.steps.filter((step) => isDone(step.state)).length;
  return (
    <Card data-cancelled>
      <div className="what">
        <div className="head">
          <Glyph of="not-run" />
          <h2>{t('cancelled.title')}</h2>
        </div>
        <p style={{ marginBottom: 0 }}>{t('cancelled.body', { done, total: view.steps.length })}</p>
      </div>
      <div className="acts" style={{ alignSelf: 'center' }}>
        <Button component={Link} href={`/plans/${view.planId}/review`}>
          {t('cancelled.review')}
        </Button>
        <Button variant="contained" loading={busy} onClick={resume}>
          <Icon name="retry" size={14} />
          {t('cancelled.resume')}
        </Button>
      </div>
    </Card>
  );
}
