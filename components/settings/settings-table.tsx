'use client';
import { styled } from '@mui/material/styles';

/** Lines between rows only, no zebra, no sideways scroll. */
export const SettingsTable = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  background: 'var(--surface)',
  '& th': {
    font: '500 12px/16px var(--sans)',
    color: 'var(--ink3)',
    textAlign: 'left',
    padding: '6px 12px',
    borderBottom: '1px solid var(--line)',
  },
  '& td': { padding: '5px 12px', height: 36, borderBottom: '1px solid var(--line)', overflowWrap: 'anywhere' },
  '& tr:last-of-type td': { borderBottom: 0 },
  '& td:last-of-type, & th:last-of-type': { width: 44, textAlign: 'right' },
});

export const SettingsCard = styled('section')({
  flex: 'none',
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  overflow: 'clip',
  '& header': { display: 'flex', alignItems: 'center', gap: 12, padding: '12px 12px 10px' },
  '& h2': { fontSize: 15, lineHeight: '22px', fontWeight: 600, margin: 0 },
  '& p': { margin: 0, color: 'var(--ink3)', fontSize: 12, lineHeight: '18px' },
});
