'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { listDuration } from '@/components/run/duration';
import { knownCause } from '@/components/run/known-causes';
import { useRunWords } from '@/components/run/run-words';
import type { LogStore } from '@/lib/realtime/log-store';
import type { AttemptView, StepView } from '@/lib/runs/view';

const Facts = styled('dl')({
  display: 'flex',
  margin: '0 0 0 24px',
  border: '1px solid var(--line)',
  borderRadius: 8,
  '& > div': { flex: '1 1 0', minWidth: 0, padding: '7px 12px 8px', borderLeft: '1px solid var(--line)' },
  '& > div:first-of-type': { borderLeft: 0 },
  '& dt, & .under': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)', whiteSpace: 'nowrap' },
  '& .under': { color: 'var(--ink2)', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& dd': { margin: 0 },
  '& b': { font: '600 15px/22px var(--mono)', whiteSpace: 'nowrap' },
  '& a': { color: 'var(--acc)' },
  '& .bad': { color: 'var(--bad)' },
});

const Output = styled('div')({
  margin: '8px 0 0 24px',
  '& h3': { font: '500 12px/16px var(--sans)', color: 'var(--ink3)', margin: '0 0 4px' },
  '& pre': {
    margin: 0,
    padding: '6px 10px',
    maxHeight: 74,
    overflow: 'auto',
    background: 'var(--sunken)',
    border: '1px solid var(--line)',
    borderRadius: 6,
    font: '400 12px/20px var(--mono)',
    color: 'var(--ink)',
    '&.failing': { color: 'var(--bad)', maxHeight: 48, marginBottom: 6 },
  },
});

type FailureEvidenceProps = {
  step: StepView;
  attempt: AttemptView;
  store: LogStore;
  onShowLine: (seq: number) => void;
};

/** What was measured about a failure: part, exit code, time, first error, the command and its last lines. */
export function FailureEvidence({ step, attempt, store, onShowLine }: FailureEvidenceProps) {
  const t = useTranslations('run');
  const words = useRunWords();
  const error = attempt.error;
  const from = error?.seq ?? 0;
  // The first line that looks like an error, once the log has it; before that, where the failed part begins.
  const firstError = useSyncExternalStore(
    store.subscribe,
    () => (from > 0 && store.firstError(from, step.id)) || from,
    () => from,
  );
  const took =
    attempt.startedAt !== null && attempt.finishedAt !== null ? attempt.finishedAt - attempt.startedAt : null;
  if (!error) return null;
  // What the console itself says of its failed part starts with the code; a known cause has said it in words above.
  const ownWords = error.message.startsWith(`${error.code} `) && knownCause(error.message) !== null;
  const lastLines = ownWords ? '' : error.message.trimEnd().split('\n').slice(-3).join('\n');
  return (
    <>
      <Facts>
        <div>
          <dt>{t('failure.part')}</dt>
          <dd>
            <b className="bad">{t(`failure.parts.${error.part}`)}</b>
            <div className="under">{t('failure.attempt', { number: attempt.number })}</div>
          </dd>
        </div>
        <div>
          <dt>{error.exitCode === null ? t('failure.code') : t('failure.exit')}</dt>
          <dd>
            <b className="bad">{error.exitCode ?? error.code}</b>
            <div className="under">{t.has(`errors.${error.code}`) ? t(`errors.${error.code}`) : error.code}</div>
          </dd>
        </div>
        {took !== null && (
          <div>
            <dt>{t('failure.took')}</dt>
            <dd>
              <b>{listDuration(took)}</b>
              <div className="under">{`~${listDuration(step.estimateSeconds * 1000)}`}</div>
            </dd>
          </div>
        )}
        {firstError > 0 && (
          <div>
            <dt>{t('failure.firstError')}</dt>
            <dd>
              <b>
                <a
                  href={`#L${firstError}`}
                  onClick={(event) => {
                    event.preventDefault();
                    onShowLine(firstError);
                  }}
                >
                  {t('failure.line', { seq: String(firstError) })}
                </a>
              </b>
              <div className="under">{t('failure.inLog', { step: words.step(step), host: step.host })}</div>
            </dd>
          </div>
        )}
      </Facts>
      <Output>
        {error.command !== '' && (
          <>
            <h3>
              {t(error.part === 'upload' ? 'failure.file' : 'failure.command')}
              {error.line > 0 && `, ${t('failure.scriptLine', { line: error.line })}`}
            </h3>
            <pre className="failing">{error.command}</pre>
          </>
        )}
        {lastLines !== '' && (
          <>
            <h3>{t('failure.lastLines')}</h3>
            <pre>{lastLines}</pre>
          </>
        )}
      </Output>
    </>
  );
}
