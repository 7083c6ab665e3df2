import { Glyph, type StateName } from '@/components/ui/glyph';
import type { SquareState } from './matrix';

export const squareGlyphs: Record<SquareState, StateName> = {
  passed: 'passed',
  block: 'blocking',
  warn: 'warning',
  info: 'note',
  running: 'running',
  'not-run': 'not-run',
  waiting: 'waiting',
};

export const squareColors: Record<SquareState, string> = {
  passed: 'var(--ok)',
  block: 'var(--bad)',
  warn: 'var(--warn)',
  info: 'var(--ink2)',
  running: 'var(--acc)',
  'not-run': 'var(--idle)',
  waiting: 'var(--idle)',
};

const filled = <rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor" />;
const open = (dash?: string) => (
  <rect
    x="1.7"
    y="1.7"
    width="12.6"
    height="12.6"
    rx="2.5"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeDasharray={dash}
  />
);

/** A check in the matrix: filled square, octagon, triangle, arc, dashed or empty square. */
export function SquareGlyph({ of, size = 12 }: { of: SquareState; size?: number }) {
  if (of === 'passed' || of === 'not-run' || of === 'waiting')
    return (
      <svg
        aria-hidden="true"
        width={size}
        height={size}
        viewBox="0 0 16 16"
        style={{ display: 'block', color: squareColors[of] }}
      >
        {of === 'passed' ? filled : of === 'not-run' ? open('3 2.3') : <g opacity={0.45}>{open()}</g>}
      </svg>
    );
  return <Glyph of={squareGlyphs[of]} size={size} />;
}
