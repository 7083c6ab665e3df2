'use client';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';

const Frame = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 12,
  padding: 40,
  textAlign: 'center',
  color: 'var(--ink2)',
  '& h2': { fontSize: 15, lineHeight: '22px', fontWeight: 600, margin: 0, color: 'var(--ink)' },
  '& p': { margin: '2px 0 0', maxWidth: 480 },
});

/** Nothing here yet: says what would be here, and offers the next act. */
export function EmptyState({ title, children, act }: { title: ReactNode; children?: ReactNode; act?: ReactNode }) {
  return (
    <Frame>
      <div>
        <h2>{title}</h2>
        {children && <p>{children}</p>}
      </div>
      {act}
    </Frame>
  );
}
