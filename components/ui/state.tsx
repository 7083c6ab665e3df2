'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Glyph, type StateName } from './glyph';

export { Glyph, type StateName, stateNames } from './glyph';

/** Good is quiet: only what needs a person has a coloured word. */
export const stateTextColors: Record<StateName, string> = {
  passed: 'var(--ink2)',
  satisfied: 'var(--ink3)',
  degraded: 'var(--warn)',
  failed: 'var(--bad)',
  lost: 'var(--lost)',
  running: 'var(--acc)',
  'not-run': 'var(--ink3)',
  waiting: 'var(--ink3)',
  blocking: 'var(--bad)',
  warning: 'var(--warn)',
  note: 'var(--ink2)',
  declared: 'var(--ink3)',
};

type StateProps = {
  of: StateName;
  /** What stands beside the glyph; absent: the state's own word; `null`: glyph only, the word is read aloud. */
  label?: ReactNode;
  size?: number;
  /** The word keeps the colour of the text around it. */
  quiet?: boolean;
};

/** A state as glyph and word, in that order of importance before colour. */
export function State({ of, label, size = 14, quiet = false }: StateProps) {
  const t = useTranslations('ui');
  const word = t(`state.${of}`);
  if (label === null) {
    return (
      <span role="img" aria-label={word} style={{ display: 'inline-flex', verticalAlign: '-2px' }}>
        <Glyph of={of} size={size} />
      </span>
    );
  }
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        minWidth: 0,
        color: quiet ? 'inherit' : stateTextColors[of],
      }}
    >
      <Glyph of={of} size={size} />
      {label !== undefined && <span className="visually-hidden">{word}: </span>}
      <span style={{ minWidth: 0 }}>{label ?? word}</span>
    </span>
  );
}
