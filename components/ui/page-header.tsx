'use client';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';

const Row = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 32,
  '& h1': { fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em', margin: 0 },
});

/** A page's one h1, a quiet fact beside it, and its acts at the right. */
export function PageHeader({ title, fact, children }: { title: ReactNode; fact?: ReactNode; children?: ReactNode }) {
  return (
    <Row>
      <h1>{title}</h1>
      {fact !== undefined && <span style={{ color: 'var(--ink3)' }}>{fact}</span>}
      <span style={{ flex: 1 }} />
      {children}
    </Row>
  );
}
