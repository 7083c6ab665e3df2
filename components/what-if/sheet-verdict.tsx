'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph, stateTextColors } from '@/components/ui/state';
import { sayState } from '@/lib/plan/availability/words/say-verdict';
import { VerdictDetail, type VerdictDetailProps } from './verdict-detail';
import { VerdictLine } from './verdict-line';
import { stateGlyphs } from './verdict-list';
import { verdictBack } from './verdict-words';

const Item = styled('li')({
  borderTop: '1px solid var(--line)',
  padding: '8px 0',
  '& .line': { display: 'flex', alignItems: 'baseline', gap: 12, breakInside: 'avoid', breakAfter: 'avoid' },
  '& .state': {
    width: 110,
    flex: 'none',
    display: 'flex',
    gap: 7,
    alignItems: 'center',
    fontWeight: 600,
    fontSize: 12,
  },
  '& h3': { width: 150, flex: 'none', margin: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600 },
  '& .numbers': { flex: 1, minWidth: 0, fontSize: 12, color: 'var(--ink2)' },
  '& .back': { maxWidth: 180, textAlign: 'right', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' },
  '& .more': { padding: '8px 0 4px 122px' },
  '& dl, & ol': { breakInside: 'avoid' },
});

/** One verdict, all of it: paper has nothing to unfold. */
export function SheetVerdict(detail: VerdictDetailProps) {
  const { model, verdict } = detail;
  const words = useTranslations('availability');
  const glyph = stateGlyphs[verdict.state];
  return (
    <Item>
      <div className="line">
        <span className="state" style={{ color: verdict.state === 'up' ? 'var(--ok)' : stateTextColors[glyph] }}>
          <Glyph of={glyph} size={14} />
          {sayState(words, verdict)}
        </span>
        <h3>{words(`capabilities.${verdict.capability}`)}</h3>
        <span className="numbers">
          <VerdictLine model={model} verdict={verdict} />
        </span>
        <span className="back">{verdictBack(words, model, verdict)}</span>
      </div>
      {verdict.affected.length > 0 && (
        <div className="more">
          <VerdictDetail {...detail} />
        </div>
      )}
    </Item>
  );
}
