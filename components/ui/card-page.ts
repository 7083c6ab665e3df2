'use client';
import { styled } from '@mui/material/styles';

/** A page of cards: head, then a body that scrolls when it must, and a bar below where there is one. */
export const CardPage = styled('main')({
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
  },
  '& .card': { background: 'var(--surface)', border: '1px solid var(--line)', borderRadius: 8 },
});
