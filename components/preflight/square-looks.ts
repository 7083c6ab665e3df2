import type { StateName } from '@/components/ui/glyph';
import type { SquareState } from './matrix';

/** A check's state as everything of the product draws it. */
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
