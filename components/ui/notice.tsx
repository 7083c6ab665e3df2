'use client';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Glyph, type StateName } from './glyph';

export type NoticeTone = 'bad' | 'warn' | 'note';

const Frame = styled('div')({
  display: 'flex',
  gap: 9,
  padding: '11px 12px 12px',
  border: '1px solid var(--line2)',
  borderLeft: '3px solid var(--edge)',
  borderRadius: 8,
  background: 'var(--surface)',
  '& > svg': { marginTop: 2 },
  '&[data-tone="bad"]': { borderColor: 'var(--bad-line)', borderLeftColor: 'var(--bad)' },
  '&[data-tone="warn"]': { borderColor: 'var(--warn-line)', borderLeftColor: 'var(--warn-fill)' },
});

const glyphs: Record<NoticeTone, StateName> = { bad: 'blocking', warn: 'warning', note: 'note' };

type NoticeProps = {
  tone?: NoticeTone;
  glyph?: StateName;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons, left to right, the one to press first. */
  acts?: ReactNode;
};

/** What was found, what is needed, what to do: in place, where it happened. Errors are read aloud when they appear. */
export function Notice({ tone = 'note', glyph, title, children, acts }: NoticeProps) {
  return (
    <Frame data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Glyph of={glyph ?? glyphs[tone]} />
      <div style={{ minWidth: 0, flex: 1, overflowWrap: 'anywhere' }}>
        <div style={{ fontWeight: 600 }}>{title}</div>
        {children && <div style={{ color: 'var(--ink2)', marginTop: 1 }}>{children}</div>}
        {acts && <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 10 }}>{acts}</div>}
      </div>
    </Frame>
  );
}
