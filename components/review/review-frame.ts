'use client';
import { styled } from '@mui/material/styles';

/** Facts, tree and file side by side over the bar; columns scroll, the page doesn't. */
export const ReviewFrame = styled('main')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  '& > .columns': { flex: 1, minHeight: 0, display: 'flex' },
  '& .facts': {
    width: 432,
    flex: 'none',
    overflowY: 'auto',
    padding: '14px 20px',
    background: 'var(--surface)',
    borderRight: '1px solid var(--line)',
    '@media (max-width: 1360px)': { width: 392, padding: '14px 16px' },
  },
  '& .tree': {
    width: 266,
    flex: 'none',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    background: 'var(--surface)',
    borderRight: '1px solid var(--line)',
    '@media (max-width: 1360px)': { width: 224 },
  },
  '& .file': {
    flex: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    background: 'var(--surface)',
  },
});

/** A part of the facts column: heading with a quiet fact at its right, line below. */
export const FactSection = styled('section')({
  padding: '12px 0',
  borderBottom: '1px solid var(--line)',
  '&:last-of-type': { borderBottom: 0 },
  '& > .head': { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 8 },
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 },
  '& .aside': { fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' },
});
