'use client';
import { styled } from '@mui/material/styles';
import { CardPage } from '@/components/ui/card-page';
import { RuledTable } from '@/components/ui/ruled-table';

/** Head, matrix, services, then findings beside the chosen one, over the bar. Parts scroll, the page doesn't. */
export const PreflightFrame = styled(CardPage)({
  '& > .body': {
    padding: '14px 16px 12px',
    gap: 10,
    '@media (max-width: 1360px)': { padding: '10px 12px', gap: 8 },
  },
  '& .columns': { flex: '1 0 300px', minHeight: 300, display: 'flex', gap: 10 },
  '& .card': { overflow: 'clip' },
});

/** Tables of this page: lines between cells, too. */
export const LinedTable = styled(RuledTable)({
  '& th': { padding: '6px 10px', borderLeft: '1px solid var(--line)' },
  '& td, & tbody th': { padding: '8px 10px', borderLeft: '1px solid var(--line)', verticalAlign: 'top' },
  '& tbody th': { font: '400 13px/20px var(--sans)' },
  '& th:first-of-type, & td:first-of-type': { borderLeft: 0 },
  '@media (max-width: 1360px)': { '& td, & tbody th': { padding: '6px 8px' }, '& th': { padding: '6px 8px' } },
});
