'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph, type StateName } from '@/components/ui/glyph';
import { Icon, Mark } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { ChipFrame, RoleChip, roleIcon } from '@/components/ui/role-chip';
import { useFactsText } from '@/components/ui/use-facts-text';
import { useNameList } from '@/components/ui/use-name-list';
import type { HostFacts } from '@/lib/plan/facts';
import type { HostNode } from './model-types';
import { isOut, type NodeState } from './node-state';
import type { HostNote } from './topology-props';
import { useNodeWords } from './use-node-words';

const Card = styled('div')({
  width: '100%',
  height: '100%',
  display: 'flex',
  flexDirection: 'column',
  padding: '9px 10px 0',
  background: 'var(--raised)',
  border: '1px solid var(--line2)',
  borderRadius: 8,
  boxShadow: 'var(--shadow1)',
  fontSize: 13,
  lineHeight: '20px',
  textAlign: 'left',
  transition: 'border-color 120ms',
  '&[data-target]': { borderColor: 'var(--acc)', background: 'var(--acc-bg)' },
  '&[data-out]': {
    border: '1px dashed var(--bad)',
    background:
      'repeating-linear-gradient(135deg, color-mix(in srgb, var(--bad-bg) 55%, var(--surface)) 0 7px, var(--surface) 7px 14px)',
  },
  '&[data-out] .head': { color: 'var(--bad)' },
  '&[data-out] .footer': {
    background: 'var(--bad-bg)',
    borderTopColor: 'var(--bad-line)',
    color: 'var(--bad)',
    borderRadius: '0 0 7px 7px',
    fontWeight: 500,
  },
  '&[data-selected]': { borderColor: 'var(--acc)', boxShadow: '0 0 0 1px var(--acc), 0 0 0 4px var(--acc-bg)' },
  '& .head': {
    display: 'flex',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: 8,
    whiteSpace: 'nowrap',
  },
  '& b': { fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .footer': {
    margin: 'auto -10px 0',
    borderTop: '1px solid var(--line)',
    padding: '0 8px 0 10px',
    height: 30,
    flex: 'none',
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    fontSize: 'var(--smallest)',
    color: 'var(--ink2)',
    whiteSpace: 'nowrap',
  },
  '& .footer > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
});

const Facts = styled('div')({
  fontSize: 'var(--smallest)',
  lineHeight: '16px',
  color: 'var(--ink3)',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
});

const Chips = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: '3px 4px', marginTop: 7 });
/** With words, more would run into the footer. */
const mostChips = 7;

const Small = styled(Card)({
  padding: '3px 8px 2px',
  // Seen from afar: 200 of them in one pane.
  fontSize: 15,
  '& .glyphs': { display: 'flex', alignItems: 'center', gap: 5, color: 'var(--ink3)', height: 16 },
  '& .lone': { color: 'var(--warn)' },
  '&[data-out] .glyphs': { color: 'var(--bad)' },
});

export type HostCardData = {
  node: HostNode;
  facts: HostFacts | undefined;
  note: HostNote | undefined;
  selected: boolean;
  /** Something that is being dragged would be dropped here. */
  target: boolean;
  compact: boolean;
};

const glyphs: Record<NodeState['state'], StateName> = {
  failed: 'failed',
  down: 'failed',
  lost: 'lost',
  degraded: 'degraded',
  up: 'passed',
};
export const glyphOf = (state: NodeState): StateName => glyphs[state.state];

export function HostCard(data: HostCardData) {
  const { node, facts, note, selected, target, compact } = data;
  const t = useTranslations('topology');
  const factsText = useFactsText();
  const words = useNodeWords();
  const { host, lone, state, slipway } = node;
  const out = isOut(state);
  const marks = {
    'data-selected': selected || undefined,
    'data-out': out || undefined,
    'data-target': target || undefined,
  };
  const crowded = host.roles.length + (slipway ? 1 : 0) > mostChips;
  const ui = useTranslations('ui');
  const list = useNameList();
  const footer = state ? { state: glyphOf(state), text: words.stateText(state) } : note;
  const alone = lone.length > 0 ? t('alternative.alone', { roles: list(lone.map(words.roleName)) }) : '';
  if (compact) {
    return (
      <Small {...marks} title={footer?.text}>
        <div className="head" style={{ alignItems: 'center' }}>
          <b>{host.name || t('unnamed')}</b>
          {footer && <Glyph of={footer.state} size={12} />}
        </div>
        <span className="visually-hidden">
          {list(host.roles.map(words.roleName))} {alone} {footer && `${ui(`state.${footer.state}`)}: ${footer.text}`}
        </span>
        <div className="glyphs">
          {host.roles.map((role) => (
            <span key={role} className={lone.includes(role) ? 'lone' : undefined}>
              <Icon name={roleIcon(role)} size={12} />
            </span>
          ))}
          {slipway && <Mark size={12} />}
        </div>
      </Small>
    );
  }
  return (
    <Card {...marks}>
      <div className="head">
        <b>{host.name || t('unnamed')}</b>
        <Mono style={{ color: out ? undefined : 'var(--ink2)' }}>{host.address || '–'}</Mono>
      </div>
      <Facts>{facts ? factsText(facts) : t('factsUnknown')}</Facts>
      <Chips>
        {host.roles.map((role) => (
          <RoleChip key={role} role={role} only={lone.includes(role)} out={out} wordless={crowded} />
        ))}
        {slipway && (
          <ChipFrame data-tone={out ? 'bad' : undefined} title={crowded ? t('slipwayHere') : undefined}>
            <Mark size={12} />
            {!crowded && t('slipwayHere')}
          </ChipFrame>
        )}
      </Chips>
      {alone && <span className="visually-hidden">{alone}</span>}
      {footer && (
        <div className="footer" title={footer.text}>
          <Glyph of={footer.state} size={14} />
          <span className="visually-hidden">{ui(`state.${footer.state}`)}: </span>
          <span>{footer.text}</span>
        </div>
      )}
    </Card>
  );
}
