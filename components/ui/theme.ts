'use client';
import './theme-types';
import { createTheme, type PaletteOptions } from '@mui/material/styles';
import { componentDefaults } from './component-defaults';
import { darkTokens, lightTokens, monoFamily, sansFamily, type Tokens } from './tokens';

function palette(tokens: Tokens): PaletteOptions {
  return {
    primary: { main: tokens.pri, contrastText: tokens.onpri, tint: tokens.hover },
    info: { main: tokens.acc, contrastText: tokens.on, tint: tokens['acc-bg'] },
    success: { main: tokens.ok, contrastText: tokens.on, tint: tokens['ok-bg'] },
    warning: { main: tokens.warn, contrastText: tokens.on, tint: tokens['warn-bg'] },
    error: { main: tokens.bad, contrastText: tokens.on, tint: tokens['bad-bg'] },
    lost: { main: tokens.lost, contrastText: tokens.on, tint: tokens['lost-bg'] },
    idle: { main: tokens.idle, contrastText: tokens.on, tint: tokens['idle-bg'] },
    background: { default: tokens.bg, paper: tokens.surface },
    divider: tokens.line,
    text: { primary: tokens.ink, secondary: tokens.ink2, tertiary: tokens.ink3, disabled: tokens.ink3 },
    action: { hover: tokens.hover, selected: tokens['acc-bg'] },
  };
}

const heading = { fontWeight: 600, letterSpacing: '-0.01em' };

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: palette(lightTokens) }, dark: { palette: palette(darkTokens) } },
  spacing: 4,
  shape: { borderRadius: 6 },
  motion: { reducedMotion: 'system' },
  typography: {
    fontFamily: sansFamily,
    fontSize: 13,
    h1: { ...heading, fontSize: 20, lineHeight: '28px', letterSpacing: '-0.015em' },
    h2: { ...heading, fontSize: 15, lineHeight: '22px' },
    h3: { ...heading, fontSize: 13, lineHeight: '20px', letterSpacing: 0 },
    body1: { fontSize: 13, lineHeight: '20px', letterSpacing: 0 },
    body2: { fontSize: 12, lineHeight: '18px', letterSpacing: 0 },
    caption: { fontSize: 'var(--smallest)', lineHeight: '16px', letterSpacing: 0 },
    button: { fontSize: 13, letterSpacing: 0, fontWeight: 500, textTransform: 'none', lineHeight: 1 },
  },
  components: componentDefaults,
});

export const mono = { fontFamily: monoFamily, fontFeatureSettings: '"zero","calt" 0' };
