import type { ReactNode } from 'react';

/** Every state that the product shows. A glyph per state, told apart by shape and not by colour alone. */
export const stateNames = [
  'passed',
  'satisfied',
  'degraded',
  'failed',
  'lost',
  'running',
  'not-run',
  'waiting',
  'blocking',
  'warning',
  'note',
  'declared',
] as const;
export type StateName = (typeof stateNames)[number];

const on = 'var(--on)';
const round = { strokeLinecap: 'round', strokeLinejoin: 'round', fill: 'none' } as const;

const shapes: Record<StateName, ReactNode> = {
  passed: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.6 8.2 2.4 2.4 4.4-5" stroke={on} strokeWidth="1.8" {...round} />
    </>
  ),
  satisfied: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="m5 8.2 2.1 2.1 3.9-4.4" stroke="currentColor" strokeWidth="1.5" {...round} />
    </>
  ),
  degraded: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M8 1.7a6.3 6.3 0 0 0 0 12.6Z" fill="currentColor" />
    </>
  ),
  failed: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor" />
      <path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" stroke={on} strokeWidth="1.8" {...round} />
    </>
  ),
  lost: (
    <>
      <path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" />
      <path d="M5.3 8h5.4" stroke={on} strokeWidth="1.8" {...round} />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeOpacity=".25" strokeWidth="2" />
      <path className="slipway-arc" d="M8 2a6 6 0 0 1 6 6" stroke="currentColor" strokeWidth="2.2" {...round} />
    </>
  ),
  'not-run': (
    <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.4 2.47" />
  ),
  waiting: <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.3" strokeOpacity=".6" />,
  blocking: (
    <>
      <path d="M4.9.9h6.2l4 4v6.2l-4 4H4.9l-4-4V4.9Z" fill="currentColor" />
      <path d="M8 4.2v4.6" stroke={on} strokeWidth="1.8" {...round} />
      <circle cx="8" cy="11.6" r="1.05" fill={on} />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.2 15.4 14a.8.8 0 0 1-.7 1.2H1.3A.8.8 0 0 1 .6 14Z" fill="currentColor" />
      <path d="M8 6v4.2" stroke={on} strokeWidth="1.7" {...round} />
      <circle cx="8" cy="12.6" r="1" fill={on} />
    </>
  ),
  note: (
    <>
      <rect x="1.7" y="1.7" width="12.6" height="12.6" rx="3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M8 7.3v3.9" stroke="currentColor" strokeWidth="1.6" {...round} />
      <circle cx="8" cy="4.8" r="1" fill="currentColor" />
    </>
  ),
  declared: <path d="M9.5 2.5h4v4m0-4-6 6m4 .5v4.5h-9v-9H7" stroke="currentColor" strokeWidth="1.4" {...round} />,
};

const glyphColors: Record<StateName, string> = {
  passed: 'var(--ok)',
  satisfied: 'var(--idle)',
  degraded: 'var(--warn-fill)',
  failed: 'var(--bad)',
  lost: 'var(--lost)',
  running: 'var(--acc)',
  'not-run': 'var(--idle)',
  waiting: 'var(--idle)',
  blocking: 'var(--bad)',
  warning: 'var(--warn-fill)',
  note: 'var(--ink2)',
  declared: 'var(--idle)',
};

/** Only the drawing, hidden from screen readers: for places where `State` or a text beside it says the word. */
export function Glyph({ of, size = 16, color }: { of: StateName; size?: number; color?: string }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      style={{ color: color ?? glyphColors[of], flex: 'none', display: 'block' }}
    >
      {shapes[of]}
    </svg>
  );
}
