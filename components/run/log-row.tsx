'use client';
import { memo } from 'react';
import { clockTime } from '@/components/run/clock-time';
import { markedParts } from '@/components/run/marked-parts';
import type { LogStore } from '@/lib/realtime/log-store';

/** Pixels; every row has this height, so that the place of line 150,000 is a multiplication. */
export const rowHeight = 20;

/** Pixels from the start of the log to a row; there is a little room above the first one. */
export const rowTop = (row: number): number => 6 + row * rowHeight;

type LogRowProps = {
  store: LogStore;
  seq: number;
  top: number;
  /** Searched text; '' for none. */
  needle: string;
  /** The match at which the search stands. */
  current: boolean;
  /** The line that the address names. */
  linked: boolean;
  /** Says an error, of an attempt that failed. */
  failing: boolean;
  /** Word of the lines that belong to no host. */
  clusterWord: string;
  linkWord: string;
  onLink: (seq: number) => void;
};

/** One line. It never changes once drawn, so a batch of new lines draws none of the old ones again. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { store, seq, top, needle, current, linked, failing, clusterWord, linkWord, onLink } = props;
  const at = store.at(seq);
  const step = store.step(seq);
  const text = store.text(seq);
  return (
    <div
      className="line"
      style={{ top }}
      data-tone={store.tone(seq)}
      data-failing={failing || undefined}
      data-linked={linked || undefined}
      data-seq={seq}
    >
      <a
        className="no"
        href={`#L${seq}`}
        aria-label={linkWord}
        tabIndex={-1}
        onClick={(event) => {
          event.preventDefault();
          onLink(seq);
        }}
      >
        {seq}
      </a>
      <span className="time">{`${clockTime(at)}.${String(at % 1000).padStart(3, '0')}`}</span>
      <span className="host">{store.host(seq) || clusterWord}</span>
      <span className="step">{step.split('/')[0]}</span>
      <span className="text">
        {needle === ''
          ? text
          : markedParts(text, needle).map((part, index) =>
              part.marked ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line have no identity but their place
                <mark key={index} data-current={current || undefined}>
                  {part.text}
                </mark>
              ) : (
                part.text
              ),
            )}
      </span>
    </div>
  );
});
