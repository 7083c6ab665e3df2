'use client';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { EmotionRegistry } from './emotion-registry';
import { GlobalStyles } from './global-styles';
import { theme } from './theme';

/** Theme, tokens and Emotion's cache around the whole product. Follows the system's scheme until a person chooses. */
export function ThemeRegistry({ children }: { children: ReactNode }) {
  return (
    <EmotionRegistry>
      <ThemeProvider theme={theme} defaultMode="system">
        <CssBaseline />
        <GlobalStyles />
        {children}
      </ThemeProvider>
    </EmotionRegistry>
  );
}
