'use client';
import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { type RefObject, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { LogRow, rowHeight, rowTop } from '@/components/run/log-row';
import type { LogSelection } from '@/lib/realtime/log-selection';
import type { LogStore } from '@/lib/realtime/log-store';

const Scroller = styled('div')({
  position: 'relative',
  flex: 1,
  // Whatever stands above it, five lines stay in sight.
  minHeight: rowTop(5),
  overflow: 'auto',
  // The browser's own anchoring would fight with following.
  overflowAnchor: 'none',
  background: 'var(--sunken)',
  font: '400 12px/20px var(--mono)',
  fontFeatureSettings: '"zero","calt" 0',
  '&:focus-visible': { outlineOffset: -2 },
  '& .line': {
    position: 'absolute',
    left: 0,
    minWidth: '100%',
    height: rowHeight,
    display: 'flex',
    whiteSpace: 'pre',
    padding: '0 16px',
    contain: 'layout style',
  },
  '& .line > *': { flex: 'none', overflow: 'hidden', textOverflow: 'ellipsis', paddingRight: 12 },
  '& .no': { minWidth: 56, color: 'var(--ink3)', textAlign: 'right', '&:hover': { color: 'var(--acc)' } },
  '& .time': { width: 108, color: 'var(--ink3)', '@media (max-width: 1360px)': { width: 104 } },
  '& .host': { width: 88, color: 'var(--ink2)' },
  '& .step': { width: 124, color: 'var(--ink3)', '@media (max-width: 1360px)': { width: 96 } },
  '& .text': { color: 'var(--ink)', paddingRight: 24, overflow: 'visible' },
  '& [data-tone="error"] .text': { color: 'var(--bad)' },
  '& [data-tone="warning"] .text': { color: 'var(--warn)' },
  '& [data-tone="stage"] .text': { color: 'var(--acc)' },
  '& [data-failing]': { background: 'var(--bad-bg)', boxShadow: 'inset 3px 0 var(--bad)' },
  '& [data-linked]': {
    background: 'var(--acc-bg)',
    boxShadow: 'inset 3px 0 var(--acc)',
    '& .no': { color: 'var(--acc)' },
  },
  '& mark': {
    color: 'inherit',
    borderRadius: 2,
    background: 'color-mix(in srgb, var(--warn-fill) 34%, transparent)',
    boxShadow: '0 0 0 1px var(--warn-line)',
    '&[data-current]': { boxShadow: '0 0 0 2px var(--acc)' },
  },
  '& .empty': {
    position: 'absolute',
    inset: 0,
    display: 'grid',
    placeContent: 'center',
    justifyItems: 'center',
    gap: 8,
    font: '400 13px/20px var(--sans)',
    color: 'var(--ink3)',
  },
});

type LogViewProps = {
  store: LogStore;
  selection: LogSelection;
  scroller: RefObject<HTMLDivElement | null>;
  needle: string;
  /** Seq of the match at which the search stands; 0 for none. */
  currentMatch: number;
  linked: number;
  /** Bring this line to the middle; a new object each time it is wanted. */
  goal: { seq: number } | null;
  onReached: () => void;
  /** `<step id> <attempt>` of the attempts that failed. */
  failedAttempts: ReadonlySet<string>;
  onLink: (seq: number) => void;
  empty: React.ReactNode;
};

/**
 * The lines in sight and a few beyond. React draws again once a frame at most and keeps the rows that it has: at 20,000
 * lines a second it is the scroll position that changes, not the old lines.
 */
export function LogView(props: LogViewProps) {
  const { store, selection, scroller, needle, currentMatch, linked, goal, onReached } = props;
  const { failedAttempts, onLink, empty } = props;
  const t = useTranslations('run.log');
  useSyncExternalStore(selection.subscribe, selection.snapshot, selection.snapshot);
  const rows = selection.rows;
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (row) => selection.seqAt(row),
    overscan: 12,
  });

  // The line may not have arrived yet, or have arrived after these rows were drawn: tried with every drawing until it
  // stands there, once per wish. Rows are of one height, so its place is known without asking the virtualizer.
  const reached = useRef<object | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !goal || reached.current === goal) return;
    if (goal.seq > store.lastSeq || !selection.complete || selection.rows !== rows) return;
    reached.current = goal;
    onReached();
    const row = Math.min(selection.rowOf(goal.seq), rows - 1);
    element.scrollTop = rowTop(row) - (element.clientHeight - rowHeight) / 2;
  });

  return (
    <Scroller
      ref={scroller}
      role="log"
      // Thousands of lines a second are not for reading aloud; the page announces what changes instead.
      aria-live="off"
      aria-label={t('title')}
      tabIndex={0}
    >
      {rows === 0 && <div className="empty">{empty}</div>}
      <div style={{ height: rowTop(rows) + rowTop(0) }}>
        {virtual.getVirtualItems().map((item) => {
          const seq = selection.seqAt(item.index);
          return (
            <LogRow
              key={seq}
              store={store}
              seq={seq}
              top={rowTop(item.index)}
              needle={needle}
              current={seq === currentMatch}
              linked={seq === linked}
              failing={store.tone(seq) === 'error' && failedAttempts.has(`${store.step(seq)} ${store.attempt(seq)}`)}
              clusterWord={t('cluster')}
              linkWord={t('linkTo', { seq: String(seq) })}
              onLink={onLink}
            />
          );
        })}
      </div>
    </Scroller>
  );
}
