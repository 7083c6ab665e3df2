'use client';
import { styled } from '@mui/material/styles';

/** At the foot of a page: what its one act will do, why it can't be done now, and the act at its end. */
export const BottomBar = styled('footer')({
  minHeight: 58,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '0 16px',
  borderTop: '1px solid var(--line2)',
  background: 'var(--surface)',
  lineHeight: '17px',
  '& .grow': { flex: 1 },
  '& .under': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '& .reason': { fontSize: 12, color: 'var(--ink2)', textAlign: 'right', maxWidth: 280 },
});
