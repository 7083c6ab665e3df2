import type {} from '@mui/material/themeCssVarsAugmentation';

declare module '@mui/material/styles' {
  interface PaletteColor {
    tint: string;
  }
  interface SimplePaletteColorOptions {
    tint?: string;
  }
  interface TypeText {
    tertiary: string;
  }
  interface Palette {
    lost: PaletteColor;
    idle: PaletteColor;
  }
  interface PaletteOptions {
    lost?: SimplePaletteColorOptions;
    idle?: SimplePaletteColorOptions;
  }
}
