'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph, stateTextColors } from '@/components/ui/state';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { countsOf, stateGlyphs } from './verdict-list';

const Counts = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 18px',
  margin: '6px 0 10px',
  fontWeight: 500,
  '& span': { display: 'flex', gap: 6, alignItems: 'center' },
});

const Bar = styled('div')({
  display: 'flex',
  gap: 2,
  height: 6,
  // Colours carry the bar, also on paper.
  printColorAdjust: 'exact',
  WebkitPrintColorAdjust: 'exact',
  '& i': { borderRadius: 1, transition: 'flex-grow 200ms' },
  '& [data-state="data-lost"]': { background: 'var(--lost)' },
  '& [data-state="down"]': {
    background:
      'repeating-linear-gradient(135deg, var(--bad) 0 3px, color-mix(in srgb, var(--bad) 60%, transparent) 3px 6px)',
  },
  '& [data-state="degraded"]': {
    background: 'linear-gradient(var(--warn-fill) 50%, color-mix(in srgb, var(--warn-fill) 30%, transparent) 50%)',
  },
  '& [data-state="up"]': { background: 'var(--ok)' },
});

/** How many capabilities are in which state, the worst first, in words and as a bar told apart by pattern too. */
export function StateBar({ verdicts }: { verdicts: readonly Verdict[] }) {
  const t = useTranslations('what-if.counts');
  const counts = countsOf(verdicts);
  return (
    <>
      <Counts>
        {counts.map(({ state, count }) => (
          <span key={state} style={{ color: state === 'up' ? 'var(--ok)' : stateTextColors[stateGlyphs[state]] }}>
            <Glyph of={stateGlyphs[state]} />
            {t(state, { count })}
          </span>
        ))}
      </Counts>
      <Bar aria-hidden="true">
        {counts.map(({ state, count }) => (
          <i key={state} data-state={state} style={{ flex: `${count} 1 0` }} />
        ))}
      </Bar>
    </>
  );
}
