'use client';
import { styled } from '@mui/material/styles';

/** A short fact on a tint; `data-tone` is ok, warn, bad, lost or run, absent for neutral. */
export const Tag = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  height: 20,
  padding: '0 6px',
  borderRadius: 4,
  font: '500 var(--smallest)/20px var(--sans)',
  background: 'var(--idle-bg)',
  color: 'var(--ink2)',
  whiteSpace: 'nowrap',
  '&[data-tone="ok"]': { background: 'var(--ok-bg)', color: 'var(--ok)' },
  '&[data-tone="warn"]': { background: 'var(--warn-bg)', color: 'var(--warn)' },
  '&[data-tone="bad"]': { background: 'var(--bad-bg)', color: 'var(--bad)' },
  '&[data-tone="lost"]': { background: 'var(--lost-bg)', color: 'var(--lost)' },
  '&[data-tone="run"]': { background: 'var(--acc-bg)', color: 'var(--acc)' },
});
