'use client';
import { useTranslations } from 'next-intl';
import { Glyph, type StateName } from './glyph';

const filled = <rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor" />;
const dashed = (
  <rect
    x="1.7"
    y="1.7"
    width="12.6"
    height="12.6"
    rx="2.5"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeDasharray="3 2.3"
  />
);

/** A state in a matrix: square, octagon, triangle, arc or dashed square. `title` says what the cell is about. */
export function StateCell({ of, title, size = 10 }: { of: StateName; title: string; size?: number }) {
  const t = useTranslations('ui');
  const own = of === 'passed' || of === 'satisfied' ? filled : of === 'not-run' || of === 'waiting' ? dashed : null;
  return (
    <span role="img" aria-label={`${title}: ${t(`state.${of}`)}`} title={title} style={{ display: 'inline-block' }}>
      {own ? (
        <svg
          aria-hidden="true"
          width={size}
          height={size}
          viewBox="0 0 16 16"
          style={{ display: 'block', color: own === filled ? 'var(--ok)' : 'var(--idle)' }}
        >
          {own}
        </svg>
      ) : (
        <Glyph of={of} size={size} />
      )}
    </span>
  );
}
