'use client';
import { styled } from '@mui/material/styles';

/** Addresses, paths, ids and durations. */
export const Mono = styled('span')({
  fontFamily: 'var(--mono)',
  fontSize: '0.923em',
  fontFeatureSettings: '"zero","calt" 0',
});
