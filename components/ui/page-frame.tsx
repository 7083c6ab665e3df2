'use client';
import { styled } from '@mui/material/styles';

/** The whole window in a column: bar, page, footer. What scrolls is inside the page. */
export const WindowColumn = styled('div')({
  height: '100dvh',
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  '@media print': { display: 'block', height: 'auto' },
});

/** A page that scrolls as one: lists and forms. Wide pages bring their own columns. */
export const ScrollingPage = styled('main')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  // What is only read aloud scrolls with it: without this it makes the document as high as all of its content.
  position: 'relative',
  padding: '20px 40px 40px',
  display: 'flex',
  flexDirection: 'column',
  gap: 14,
  '@media (max-width: 1360px)': { padding: '14px 20px 28px' },
  '@media print': { display: 'block', overflow: 'visible', padding: 0 },
});
