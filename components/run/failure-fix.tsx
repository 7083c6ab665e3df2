'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import type { KnownCause } from '@/components/run/known-causes';
import type { Refusal, RunActions } from '@/components/run/run-actions';
import { useRunWords } from '@/components/run/run-words';
import { CommandBox } from '@/components/ui/command-box';
import { Icon } from '@/components/ui/icons';
import type { RunView, StepView } from '@/lib/runs/view';

const Column = styled('div')({
  '& h3': { font: '500 12px/16px var(--sans)', color: 'var(--ink2)', margin: '2px 0 6px' },
  '& .acts': { display: 'flex', flexWrap: 'wrap', gap: 8 },
  '& .MuiButton-root': {
    whiteSpace: 'normal',
    textAlign: 'left',
    minHeight: 32,
    height: 'auto',
    lineHeight: '18px',
    paddingBlock: 6,
  },
});

type FailureFixProps = {
  view: RunView;
  step: StepView;
  /** How many steps failed. */
  failed: number;
  cause: KnownCause | null;
  actions: RunActions;
  onError: (refusal: Refusal) => void;
};

export function FailureFix({ view, step, failed, cause, actions, onError }: FailureFixProps) {
  const t = useTranslations('run');
  const words = useRunWords();
  const [busy, startTransition] = useTransition();
  const act = (start: () => ReturnType<RunActions['retryFailed']>) =>
    startTransition(async () => {
      const answer = await start();
      if (!answer.ok) onError(answer.error);
    });
  const retryStep = () => act(() => actions.retryStep({ runId: view.id, stepId: step.id }));
  const retryFailed = () => act(() => actions.retryFailed({ runId: view.id }));
  return (
    <Column className="fix">
      {cause && cause.commands.length > 0 && (
        <>
          <h3>{t('failure.check', { host: step.host })}</h3>
          <CommandBox commands={cause.commands} />
        </>
      )}
      <div className="acts">
        {failed > 1 && (
          <Button variant="contained" loading={busy} onClick={retryFailed}>
            <Icon name="retry" size={14} />
            {t('failure.retryAll', { count: failed })}
          </Button>
        )}
        <Button variant={failed > 1 ? 'outlined' : 'contained'} loading={busy} onClick={retryStep}>
          {failed === 1 && <Icon name="retry" size={14} />}
          {t('failure.retryStep', { step: words.step(step), host: step.host })}
        </Button>
      </div>
    </Column>
  );
}
