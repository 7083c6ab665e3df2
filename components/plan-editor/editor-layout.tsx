'use client';
import { styled } from '@mui/material/styles';

export const EditorColumns = styled('main')({ flex: 1, display: 'flex', minHeight: 0 });

export const FormColumn = styled('section')({
  width: 456,
  flex: 'none',
  minHeight: 0,
  overflowY: 'auto',
  background: 'var(--surface)',
  borderRight: '1px solid var(--line)',
  padding: '16px 20px 24px',
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  '& h1': { fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em', margin: 0 },
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 },
  '@media (max-width: 1360px)': { width: 428, padding: '10px 20px 20px', gap: 12 },
});

export const CanvasColumn = styled('section')({
  flex: 1,
  minWidth: 0,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  background: 'var(--bg)',
});

export const CanvasHead = styled('div')({
  height: 48,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '0 14px',
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 },
  '& .wide': { color: 'var(--ink3)', fontSize: 12, whiteSpace: 'nowrap' },
  '@media (max-width: 1360px)': { height: 42, '& .wide': { display: 'none' } },
});

export const TwoFields = styled('div')({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 12,
  alignItems: 'start',
});

export const Quiet = styled('p')({ margin: 0, color: 'var(--ink3)', fontSize: 12, lineHeight: '18px' });
