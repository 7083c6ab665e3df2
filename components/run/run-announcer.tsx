'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useRunWords } from '@/components/run/run-words';
import { failedSteps } from '@/components/run/step-state';
import { ReadAloud } from '@/components/ui/read-aloud';
import type { Connection } from '@/lib/realtime/feed';
import type { RunView } from '@/lib/runs/view';

/** Reads aloud what changes the situation: a failed step, the end of the run, a lost connection. Never log lines. */
export function RunAnnouncer({ view, connection }: { view: RunView; connection: Connection }) {
  const t = useTranslations('run.announce');
  const words = useRunWords();
  const [said, setSaid] = useState('');
  const failed = failedSteps(view.steps).at(-1);
  const failure = failed ? `${failed.id} ${failed.attempts.length}` : '';
  const before = useRef({ failure, state: view.state, connection: connection.kind });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only changes of these three are announced
  useEffect(() => {
    const old = before.current;
    before.current = { failure, state: view.state, connection: connection.kind };
    if (failed && failure !== old.failure) setSaid(t('failed', { step: words.step(failed), host: failed.host }));
    else if (view.state !== old.state && view.state === 'succeeded') setSaid(t('succeeded'));
    else if (view.state !== old.state && view.state === 'failed') setSaid(t('runFailed'));
    else if (view.state !== old.state && view.state === 'cancelled') setSaid(t('cancelled'));
    else if (connection.kind === 'reconnecting' && old.connection !== 'reconnecting') setSaid(t('lost'));
    else if (connection.kind === 'live' && old.connection === 'reconnecting') setSaid(t('live'));
  }, [failure, view.state, connection.kind]);

  return <ReadAloud>{said}</ReadAloud>;
}
