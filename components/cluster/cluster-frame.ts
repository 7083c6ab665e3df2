'use client';
import { styled } from '@mui/material/styles';

/** Head, capabilities in one strip, then nodes beside Rainbond's components. The page scrolls as one when it must. */
export const ClusterFrame = styled('main')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  '& > .body': {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    // What is only read aloud scrolls with it.
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: 12,
    padding: '14px 16px',
    '@media (max-width: 1360px)': { padding: '10px 12px', gap: 10 },
  },
  '& .card': { background: 'var(--surface)', border: '1px solid var(--line)', borderRadius: 8 },
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

/** Lines between rows, no sideways scroll. */
export const PlainTable = styled('table')({
  borderCollapse: 'collapse',
  width: '100%',
  '& th': {
    font: '500 12px/16px var(--sans)',
    color: 'var(--ink3)',
    textAlign: 'left',
    padding: '5px 14px',
    borderBottom: '1px solid var(--line)',
    whiteSpace: 'nowrap',
  },
  '& td, & tbody th': {
    padding: '3px 14px',
    borderBottom: '1px solid var(--line)',
    font: '400 12px/18px var(--sans)',
    color: 'var(--ink2)',
    verticalAlign: 'middle',
  },
  '& tbody th': { color: 'var(--ink)' },
  '& tbody tr:last-child > *': { borderBottom: 0 },
  '@media (max-width: 1360px)': { '& th, & td, & tbody th': { paddingLeft: 10, paddingRight: 8 } },
});
