'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/components/ui/glyph';
import { Mono } from '@/components/ui/mono';
import { RoleChip } from '@/components/ui/role-chip';
import { useFactsText } from '@/components/ui/use-facts-text';
import type { HostFacts } from '@/lib/plan/facts';
import type { HostNode } from './model';
import type { HostNote } from './topology-props';

const Card = styled('div')({
  width: 208,
  height: 176,
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
  '&[data-selected]': { borderColor: 'var(--acc)', boxShadow: '0 0 0 1px var(--acc), 0 0 0 4px var(--acc-bg)' },
  '&[data-lost]': {
    border: '1px dashed var(--bad)',
    background:
      'repeating-linear-gradient(135deg, color-mix(in srgb, var(--bad-bg) 55%, var(--surface)) 0 7px, var(--surface) 7px 14px)',
  },
});

const Head = styled('div')({
  display: 'flex',
  alignItems: 'baseline',
  justifyContent: 'space-between',
  gap: 8,
  whiteSpace: 'nowrap',
  '& b': { fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis' },
});

const Facts = styled('div')({
  fontSize: 'var(--smallest)',
  lineHeight: '16px',
  color: 'var(--ink3)',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
});

const Chips = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 4, marginTop: 7 });

const Footer = styled('div')({
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
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
});

export type HostCardData = {
  node: HostNode;
  facts: HostFacts | undefined;
  note: HostNote | undefined;
  selected: boolean;
};

export function HostCard({ node, facts, note, selected }: HostCardData) {
  const t = useTranslations('topology');
  const factsText = useFactsText();
  const { host, lone } = node;
  return (
    <Card data-selected={selected || undefined}>
      <Head>
        <b>{host.name || t('unnamed')}</b>
        <Mono style={{ color: 'var(--ink2)' }}>{host.address || '–'}</Mono>
      </Head>
      <Facts>{facts ? factsText(facts) : t('factsUnknown')}</Facts>
      <Chips>
        {host.roles.map((role) => (
          <RoleChip key={role} role={role} only={lone.includes(role)} />
        ))}
      </Chips>
      {note && (
        <Footer title={note.text}>
          <Glyph of={note.state} size={14} />
          <span>{note.text}</span>
        </Footer>
      )}
    </Card>
  );
}
