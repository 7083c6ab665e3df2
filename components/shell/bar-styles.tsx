'use client';
import { styled } from '@mui/material/styles';
import Link from 'next/link';

export const Bar = styled('header')({
  height: 48,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '0 12px 0 14px',
  background: 'var(--surface)',
  borderBottom: '1px solid var(--line)',
  '@media print': { display: 'none' },
});

export const Brand = styled(Link)({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  fontWeight: 600,
  fontSize: 14,
  letterSpacing: '-0.01em',
  color: 'var(--ink)',
  borderRadius: 4,
});

export const Nav = styled('nav')({ display: 'flex', alignItems: 'stretch', height: 48, marginLeft: 18 });

export const NavLink = styled(Link)({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  padding: '0 11px',
  color: 'var(--ink2)',
  fontWeight: 500,
  position: 'relative',
  '&:hover': { color: 'var(--ink)' },
  '&:focus-visible': { outlineOffset: -4 },
  '&[aria-current]': { color: 'var(--ink)' },
  '&[aria-current]::after': {
    content: '""',
    position: 'absolute',
    left: 11,
    right: 11,
    bottom: -1,
    height: 2,
    background: 'var(--ink)',
  },
});

export const NavOff = styled('span')({
  display: 'flex',
  alignItems: 'center',
  padding: '0 11px',
  color: 'var(--ink3)',
  fontWeight: 500,
});

export const NavDash = styled('i')({ alignSelf: 'center', width: 14, height: 1, background: 'var(--line2)' });
