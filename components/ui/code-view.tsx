'use client';
import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useMemo, useRef } from 'react';
import type { StepFile } from '@/lib/runbook/runbook';
import { type CodeRow, codeRows } from './code-rows';
import { type CodeLanguage, codeTokens } from './code-tokens';

const rowHeight = 22;

const Scroller = styled('div')({
  overflow: 'auto',
  height: '100%',
  background: 'var(--surface)',
  font: '400 12px/22px var(--mono)',
  fontFeatureSettings: '"zero","calt" 0',
});

const Row = styled('div')({
  position: 'absolute',
  left: 0,
  minWidth: '100%',
  height: rowHeight,
  display: 'flex',
  whiteSpace: 'pre',
  borderLeft: '3px solid transparent',
  '& .number': { width: 40, flex: 'none', textAlign: 'right', color: 'var(--ink3)', userSelect: 'none' },
  '& .mark': { width: 26, flex: 'none', textAlign: 'center', userSelect: 'none' },
  '& .source': {
    // What the line leaves, and above a line that is too long for both; its end, the field's own name, is what counts.
    flex: '1 1 0',
    minWidth: '35%',
    boxSizing: 'border-box',
    padding: '0 14px 0 24px',
    position: 'sticky',
    right: 0,
    background: 'inherit',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    direction: 'rtl',
    fontFamily: 'var(--sans)',
    fontSize: 'var(--smallest)',
    color: 'var(--ink3)',
  },
  '& .key': { color: 'var(--acc)' },
  '& .string': { color: 'var(--ok)' },
  '& .number-literal': { color: 'var(--warn)' },
  '& .comment': { color: 'var(--ink3)' },
  '&[data-kind="override"]': {
    background: 'var(--acc-bg)',
    borderLeftColor: 'var(--acc)',
    '& .mark, & .source': { color: 'var(--acc)' },
  },
  '&[data-kind="replaced"]': {
    background: 'var(--bad-bg)',
    borderLeftColor: 'var(--bad)',
    '& .mark': { color: 'var(--bad)' },
    '& .text': { textDecoration: 'line-through', color: 'var(--bad)' },
  },
  '&[data-marked]': { background: 'var(--warn-bg)' },
});

type CodeViewProps = {
  /** Named to screen readers: the path of the file. */
  name: string;
  content: string;
  language?: CodeLanguage;
  origins?: StepFile['origins'];
  /** 1-based lines to mark, such as those that a search found. */
  marked?: ReadonlySet<number>;
};

/** A file with line numbers, and where each line that an override touched comes from. Draws only what is in sight. */
export function CodeView({ name, content, language = 'text', origins = [], marked }: CodeViewProps) {
  const t = useTranslations('ui');
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => codeRows(content, origins), [content, origins]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
    // Enough to fill a screen before the browser has measured, so that the server renders the text too.
    initialRect: { width: 800, height: 900 },
  });
  return (
    <Scroller ref={scroller} role="region" aria-label={t('code.lines', { name, count: rows.length })} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize() + 16, position: 'relative', marginTop: 8 }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <Row
              key={item.key}
              data-kind={row.kind}
              data-marked={(row.number !== null && marked?.has(row.number)) || undefined}
              style={{ top: item.start }}
            >
              <span className="number">{row.number ?? ''}</span>
              <span className="mark">{{ plain: '', override: '+', replaced: '−' }[row.kind]}</span>
              <Text row={row} language={language} />
              {row.kind === 'replaced' && <span className="source">{t('code.replacedBelow')}</span>}
              {row.source && (
                <span className="source">
                  <bdi>{row.source}</bdi>
                </span>
              )}
            </Row>
          );
        })}
      </div>
    </Scroller>
  );
}

function Text({ row, language }: { row: CodeRow; language: CodeLanguage }) {
  if (row.kind === 'replaced') {
    return <del className="text">{row.text}</del>;
  }
  return (
    <span className="text">
      {codeTokens(row.text, language).map((token, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one line have no identity but their place
          key={index}
          className={token.kind === 'number' ? 'number-literal' : token.kind === 'plain' ? undefined : token.kind}
        >
          {token.text}
        </span>
      ))}
    </span>
  );
}
