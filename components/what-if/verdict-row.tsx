'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Glyph, stateTextColors } from '@/components/ui/state';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { sayState } from '@/lib/plan/availability/words/say-verdict';
import { VerdictDetail, type VerdictDetailProps } from './verdict-detail';
import { VerdictLine } from './verdict-line';
import { stateGlyphs } from './verdict-list';
import { verdictBack } from './verdict-words';

const Item = styled('li')({
  borderBottom: '1px solid var(--line)',
  '& > h2': { margin: 0, font: 'inherit' },
  '& .row': {
    width: '100%',
    border: 0,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    padding: '4px 20px',
    minHeight: 47,
    transition: 'background-color 120ms',
  },
  '& .row:hover': { background: 'var(--hover)' },
  '& .row:focus-visible': { outlineOffset: -2 },
  '&[data-state="up"] .row': { minHeight: 36 },
  '& .verdict': {
    width: 104,
    flex: 'none',
    display: 'flex',
    gap: 7,
    alignItems: 'center',
    fontWeight: 600,
    fontSize: 12,
    lineHeight: '16px',
  },
  '& .verdict > span': { display: 'inline-block', minWidth: 0 },
  '& .verdict > span::first-letter': { textTransform: 'uppercase' },
  '& .name': { flex: 1, minWidth: 0, lineHeight: '18px' },
  '& .name b': { fontWeight: 600 },
  '& .name small': { display: 'block', fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '&[data-state="up"] .name': { display: 'flex', alignItems: 'baseline', gap: 10 },
  '&[data-state="up"] .name b': { minWidth: 118, flex: 'none' },
  '&[data-state="up"] .name small': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .back': { maxWidth: 168, fontSize: 12, lineHeight: '16px', color: 'var(--ink2)', textAlign: 'right' },
  '&[data-open]': { background: 'var(--raised)' },
  '&[data-open][data-state="data-lost"]': { boxShadow: 'inset 2px 0 var(--lost)' },
  '&[data-open][data-state="down"]': { boxShadow: 'inset 2px 0 var(--bad)' },
  '&[data-open][data-state="degraded"]': { boxShadow: 'inset 2px 0 var(--warn-fill)' },
  '&[data-open][data-state="up"]': { boxShadow: 'inset 2px 0 var(--ok)' },
  '& .more': { padding: '0 20px 10px 134px' },
  '@media (max-width: 1360px)': {
    '& .row': { minHeight: 42 },
    '&[data-state="up"] .row': { minHeight: 34 },
    '& .back': { maxWidth: 140 },
    '& .more': { paddingLeft: 56 },
  },
});

type VerdictRowProps = Omit<VerdictDetailProps, 'verdict'> & {
  model: AvailabilityModel;
  verdict: Verdict;
  open: boolean;
  onToggle: () => void;
};

export function VerdictRow({ open, onToggle, ...detail }: VerdictRowProps) {
  const { model, verdict } = detail;
  const words = useTranslations('availability');
  const id = useId();
  const { capability, state } = verdict;
  const glyph = stateGlyphs[state];
  return (
    <Item data-state={state} data-open={open || undefined}>
      <h2>
        <button type="button" className="row" aria-expanded={open} aria-controls={id} onClick={onToggle}>
          <span className="verdict" style={{ color: state === 'up' ? 'var(--ink2)' : stateTextColors[glyph] }}>
            <Glyph of={glyph} />
            <span>{sayState(words, verdict)}</span>
          </span>
          <span className="name">
            <b>{words(`capabilities.${capability}`)}</b>
            <small>
              <VerdictLine model={model} verdict={verdict} />
            </small>
          </span>
          <span className="back">{verdictBack(words, model, verdict)}</span>
        </button>
      </h2>
      <div id={id} className="more" hidden={!open}>
        {open && <VerdictDetail {...detail} />}
      </div>
    </Item>
  );
}
