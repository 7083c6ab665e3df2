'use client';
import { styled } from '@mui/material/styles';

/** The page's grid: header, then phases beside cause, lanes and log. Columns scroll, the page doesn't. */
export const RunFrame = styled('main')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  '& > .columns': { flex: 1, minHeight: 0, display: 'flex' },
  '& .side': {
    width: 292,
    flex: 'none',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    background: 'var(--surface)',
    borderRight: '1px solid var(--line)',
    '@media (max-width: 1360px)': { width: 236 },
  },
  '& .main': { flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
});

/** A small button drawn as text, such as a line of a list that can be pressed. */
export const PlainButton = styled('button')({
  border: 0,
  background: 'none',
  padding: 0,
  font: 'inherit',
  color: 'inherit',
  textAlign: 'left',
  cursor: 'pointer',
  '&:disabled': { cursor: 'default' },
});
