'use client';
import MuiGlobalStyles from '@mui/material/GlobalStyles';
import { cssVariables, darkTokens, lightTokens, monoFamily, sansFamily } from './tokens';

const styles = {
  ':root': { '--sans': sansFamily, '--mono': monoFamily, '--smallest': '11px', ...cssVariables(lightTokens) },
  // Chinese glyphs are denser: 11 px is too small for them.
  ':root:lang(zh)': { '--smallest': '12px' },
  '[data-theme="dark"]': cssVariables(darkTokens),
  'html, body': { height: '100%' },
  body: {
    fontFeatureSettings: '"tnum","calt","ss03"',
    fontSize: 13,
    lineHeight: '20px',
    overflow: 'hidden',
    WebkitFontSmoothing: 'antialiased',
  },
  a: { color: 'var(--acc)', textDecoration: 'none' },
  ':focus-visible': { outline: '2px solid var(--acc)', outlineOffset: 2 },
  'code, kbd, samp, pre': { fontFamily: 'var(--mono)', fontFeatureSettings: '"zero","calt" 0' },
  '@keyframes slipway-arc': { to: { transform: 'rotate(360deg)' } },
  '.slipway-arc': { transformOrigin: '8px 8px', animation: 'slipway-arc 1s linear infinite' },
  '.visually-hidden': {
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    padding: 0,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': { animation: 'none !important', transition: 'none !important' },
  },
  // Paper is light, and as long as it takes.
  '@media print': {
    ':root[data-theme]': cssVariables(lightTokens),
    'html, body': { height: 'auto', overflow: 'visible' },
    body: { background: 'var(--surface)', color: 'var(--ink)' },
  },
} as const;

export function GlobalStyles() {
  return <MuiGlobalStyles styles={styles} />;
}
