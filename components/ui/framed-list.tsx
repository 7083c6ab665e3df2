'use client';
import { styled } from '@mui/material/styles';

/** A list in a frame, with a line between entries. */
export const FramedList = styled('ul')({
  listStyle: 'none',
  margin: '6px 0 0',
  padding: 0,
  border: '1px solid var(--line)',
  borderRadius: 6,
  '& > li': { borderTop: '1px solid var(--line)' },
  '& > li:first-of-type': { borderTop: 0 },
});
