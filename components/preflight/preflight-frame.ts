'use client';
import { styled } from '@mui/material/styles';

/** Head, matrix, services, then findings beside the chosen one, over the bar. Parts scroll, the page doesn't. */
export const PreflightFrame = styled('main')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  '& > .body': {
    flex: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    padding: '14px 16px 12px',
    gap: 10,
    overflowY: 'auto',
    '@media (max-width: 1360px)': { padding: '10px 12px', gap: 8 },
  },
  '& .columns': { flex: '1 0 300px', minHeight: 300, display: 'flex', gap: 10 },
  '& .card': {
    background: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: 8,
    overflow: 'clip',
  },
});

/** Tables of this page: lines between cells, nothing scrolls sideways. */
export const LinedTable = styled('table')({
  borderCollapse: 'collapse',
  width: '100%',
  '& th': {
    font: '500 12px/16px var(--sans)',
    color: 'var(--ink3)',
    textAlign: 'left',
    padding: '6px 10px',
    borderBottom: '1px solid var(--line)',
    borderLeft: '1px solid var(--line)',
    whiteSpace: 'nowrap',
  },
  '& td, & tbody th': {
    padding: '8px 10px',
    borderBottom: '1px solid var(--line)',
    borderLeft: '1px solid var(--line)',
    verticalAlign: 'top',
  },
  '& tbody th': { color: 'var(--ink)', font: '400 13px/20px var(--sans)' },
  '& th:first-of-type, & td:first-of-type': { borderLeft: 0 },
  '& tbody tr:last-child > *': { borderBottom: 0 },
  '@media (max-width: 1360px)': { '& td, & tbody th': { padding: '6px 8px' }, '& th': { padding: '6px 8px' } },
});
