'use client';
import { styled } from '@mui/material/styles';
import { CardPage } from '@/components/ui/card-page';
import { RuledTable } from '@/components/ui/ruled-table';

/** Head, capabilities in one strip, then nodes beside Rainbond's components. The page scrolls as one when it must. */
export const ClusterFrame = styled(CardPage)({
  '& > .body': {
    gap: 12,
    padding: '14px 16px',
    '@media (max-width: 1360px)': { padding: '10px 12px', gap: 10 },
  },
  '& .columns': { display: 'flex', alignItems: 'stretch', gap: 12, flex: 'none' },
  '& .columns > *': { flex: '1 1 0', minWidth: 0 },
  '& .columns > :first-of-type': { flexGrow: 1.25 },
  // What may no longer be so is not green.
  '& .old': { filter: 'grayscale(1)' },
  '& .old :is(th, td, th span, td span)': { color: 'var(--ink3)' },
});

/** A card's head: its name, a quiet fact, its act at the right. */
export const CardHead = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 9,
  padding: '0 14px',
  minHeight: 42,
  borderBottom: '1px solid var(--line)',
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0, whiteSpace: 'nowrap' },
  '& .fact': { fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' },
  '& .grow': { flex: 1 },
  '& .MuiButton-root': { height: 28, fontSize: 12, padding: '0 10px' },
});

/** Tables of this page: small, close rows. */
export const PlainTable = styled(RuledTable)({
  '& th': { padding: '5px 14px' },
  '& td, & tbody th': {
    padding: '3px 14px',
    font: '400 12px/18px var(--sans)',
    verticalAlign: 'middle',
  },
  '& td': { color: 'var(--ink2)' },
  '@media (max-width: 1360px)': { '& th, & td, & tbody th': { paddingLeft: 10, paddingRight: 8 } },
});
