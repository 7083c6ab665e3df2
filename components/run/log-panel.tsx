'use client';
import Button from '@mui/material/Button';
import { useFormatter, useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { LogAddress } from '@/components/run/log-address';
import { LogToolbar } from '@/components/run/log-toolbar';
import { LogView } from '@/components/run/log-view';
import { useRunWords } from '@/components/run/run-words';
import { useFollow } from '@/components/run/use-follow';
import { useLogSearch } from '@/components/run/use-log-search';
import { everything, LogSelection } from '@/lib/realtime/log-selection';
import type { LogStore } from '@/lib/realtime/log-store';
import type { RunView } from '@/lib/runs/view';

type LogPanelProps = {
  view: RunView;
  store: LogStore;
  address: LogAddress & { shown: number };
  onAddress: (change: Partial<LogAddress>) => void;
};

export function LogPanel({ view, store, address, onAddress }: LogPanelProps) {
  const t = useTranslations('run.log');
  const words = useRunWords();
  const format = useFormatter();
  const scroller = useRef<HTMLDivElement>(null);
  const [selection] = useState(() => new LogSelection(store));
  const [goal, setGoal] = useState<{ seq: number } | null>(null);
  const { filter, line, shown } = address;

  useEffect(() => {
    selection.open();
    return () => selection.close();
  }, [selection]);
  useEffect(() => selection.setFilter(filter), [selection, filter]);

  const rows = useSyncExternalStore(
    selection.subscribe,
    () => selection.rows,
    () => 0,
  );
  const follow = useFollow(scroller, rows);
  const { stop } = follow;
  const reach = useCallback(
    (seq: number) => {
      stop();
      setGoal({ seq });
    },
    [stop],
  );
  const search = useLogSearch(selection, reach);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` grows with every wish to see the line
  useEffect(() => {
    if (line > 0) reach(line);
  }, [line, shown, reach]);

  const link = useCallback((seq: number) => onAddress({ line: seq }), [onAddress]);

  const failedAttempts = useMemo(() => {
    const failed = view.steps.flatMap((step) =>
      step.attempts.filter((attempt) => attempt.state === 'failed').map((attempt) => `${step.id} ${attempt.number}`),
    );
    return new Set(failed);
  }, [view.steps]);
  const hosts = useMemo(
    () =>
      view.hosts.map(({ name }) => ({
        name,
        failed: view.steps.some((step) => step.host === name && step.state === 'failed'),
      })),
    [view.hosts, view.steps],
  );
  const steps = useMemo(
    () => [
      ...view.steps
        .filter((step) => filter.host === null || step.host === filter.host)
        .map((step) => ({
          id: step.id,
          label: filter.host === null ? `${words.step(step)}, ${step.host}` : words.step(step),
        })),
      // What the cluster's API said is of no host.
      ...(filter.host === null && view.cluster ? [{ id: 'kubernetes', label: t('clusterEvents') }] : []),
    ],
    [view.steps, view.cluster, filter.host, words, t],
  );

  const narrowed = filter.host !== null || filter.step !== null;
  const counts = [
    narrowed ? t('shown', { shown: format.number(rows), count: store.lastSeq }) : t('lines', { count: store.lastSeq }),
    view.redactedLines > 0 ? t('redacted', { count: view.redactedLines }) : '',
    selection.complete ? '' : t('reading'),
  ];

  return (
    <>
      <LogToolbar
        filter={filter}
        hosts={hosts}
        steps={steps}
        search={search}
        counts={counts.filter(Boolean).join(', ')}
        following={follow.following}
        unseen={follow.unseen}
        onFilter={(next) => onAddress({ filter: next })}
        onFollow={follow.resume}
        onStop={stop}
      />
      <LogView
        store={store}
        selection={selection}
        scroller={scroller}
        needle={filter.text}
        currentMatch={search.seq}
        linked={line}
        goal={goal}
        onReached={follow.mark}
        failedAttempts={failedAttempts}
        onLink={link}
        empty={
          narrowed && store.lastSeq > 0 ? (
            <>
              {t('emptyFilter')}
              <Button onClick={() => onAddress({ filter: everything })}>{t('clear')}</Button>
            </>
          ) : (
            t('empty')
          )
        }
      />
    </>
  );
}
