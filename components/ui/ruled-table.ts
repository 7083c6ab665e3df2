'use client';
import { styled } from '@mui/material/styles';

/** As wide as its place, with lines between rows; nothing scrolls sideways. How far apart they are is the page's. */
export const RuledTable = styled('table')({
  borderCollapse: 'collapse',
  width: '100%',
  '& th': {
    font: '500 12px/16px var(--sans)',
    color: 'var(--ink3)',
    textAlign: 'left',
    borderBottom: '1px solid var(--line)',
    whiteSpace: 'nowrap',
  },
  '& td, & tbody th': { borderBottom: '1px solid var(--line)' },
  '& tbody th': { color: 'var(--ink)' },
  '& tbody tr:last-child > *': { borderBottom: 0 },
});
