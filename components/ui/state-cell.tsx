'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Glyph, type StateName } from './glyph';

const open = (dash: string | undefined, opacity = 1) => (
  <rect
    x="1.7"
    y="1.7"
    width="12.6"
    height="12.6"
    rx="2.5"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeOpacity={opacity}
    strokeDasharray={dash}
  />
);
const filled = <rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor" />;

/** States that are squares in a matrix; the others keep their glyph. */
const squares: Partial<Record<StateName, { shape: ReactNode; color: string }>> = {
  passed: { shape: filled, color: 'var(--ok)' },
  satisfied: { shape: filled, color: 'var(--ok)' },
  'not-run': { shape: open('3 2.3'), color: 'var(--idle)' },
  waiting: { shape: open(undefined, 0.45), color: 'var(--idle)' },
};

/** A state in a matrix, only the drawing: filled, dashed or empty square, octagon, triangle, arc. */
export function CellGlyph({ of, size = 12 }: { of: StateName; size?: number }) {
  const square = squares[of];
  if (!square) return <Glyph of={of} size={size} />;
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      style={{ display: 'block', color: square.color }}
    >
      {square.shape}
    </svg>
  );
}

/** A state in a matrix with its word for screen readers. `title` says what the cell is about. */
export function StateCell({ of, title, size = 10 }: { of: StateName; title: string; size?: number }) {
  const t = useTranslations('ui');
  return (
    <span role="img" aria-label={`${title}: ${t(`state.${of}`)}`} title={title} style={{ display: 'inline-block' }}>
      <CellGlyph of={of} size={size} />
    </span>
  );
}
