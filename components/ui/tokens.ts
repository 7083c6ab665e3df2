/**
 * Every colour of the product, light and dark, by the names of `look/README.md`. They stand as CSS variables of the
 * same name on `:root` (`var(--ink2)`), and the theme's palette is made from them: one source for both.
 */
export type Tokens = Record<TokenName, string>;

export const lightTokens = {
  bg: '#F6F7F9',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#EFF1F4',
  hover: '#F1F3F6',
  line: '#E1E5EA',
  line2: '#CBD1D9',
  edge: '#77818E',
  grid: '#DDE1E7',
  ink: '#10151C',
  ink2: '#414B58',
  ink3: '#5C6673',
  /** Fill of the primary button, and the text on it. */
  pri: '#141A22',
  onpri: '#FFFFFF',
  /** What stands on a filled glyph. */
  on: '#FFFFFF',
  acc: '#2256D0',
  'acc-bg': '#EAF0FD',
  'acc-line': '#A9C1F5',
  ok: '#0C7653',
  'ok-bg': '#E5F4EE',
  'ok-line': '#A8D8C5',
  warn: '#875000',
  /** For glyphs only: 3.1 against white is too little for text. */
  'warn-fill': '#C98207',
  'warn-bg': '#FEF3DC',
  'warn-line': '#EBCB8B',
  bad: '#B3281C',
  'bad-bg': '#FCECEA',
  'bad-line': '#EDB5AF',
  lost: '#842A99',
  'lost-bg': '#F7EAFA',
  'lost-line': '#DDB4E6',
  idle: '#5C6673',
  'idle-bg': '#EFF1F4',
  shadow1: '0 1px 2px rgba(16,21,28,.06)',
  shadow2: '0 1px 2px rgba(16,21,28,.06),0 6px 20px rgba(16,21,28,.08)',
};

export type TokenName = keyof typeof lightTokens;

export const darkTokens: Tokens = {
  bg: '#0B0E12',
  surface: '#11151A',
  raised: '#181D24',
  sunken: '#080A0D',
  hover: '#1C222A',
  line: '#232A33',
  line2: '#37414D',
  edge: '#75818F',
  grid: '#1B2129',
  ink: '#E8ECF1',
  ink2: '#B6C0CC',
  ink3: '#919CAA',
  pri: '#E8ECF1',
  onpri: '#10151C',
  on: '#0B0E12',
  acc: '#86AEFF',
  'acc-bg': '#16233F',
  'acc-line': '#2F4C86',
  ok: '#4FC69B',
  'ok-bg': '#0F2820',
  'ok-line': '#1F5844',
  warn: '#EDB14B',
  'warn-fill': '#EDB14B',
  'warn-bg': '#2B210E',
  'warn-line': '#5F4A1E',
  bad: '#FF8B7B',
  'bad-bg': '#321512',
  'bad-line': '#74352D',
  lost: '#DF93F1',
  'lost-bg': '#2B1531',
  'lost-line': '#653472',
  idle: '#919CAA',
  'idle-bg': '#1C222A',
  shadow1: '0 1px 2px rgba(0,0,0,.5)',
  shadow2: '0 1px 2px rgba(0,0,0,.5),0 10px 28px rgba(0,0,0,.45)',
};

export const sansFamily =
  '"Inter Variable","Inter","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
export const monoFamily =
  '"JetBrains Mono Variable","JetBrains Mono",ui-monospace,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace';

/** The tokens of one scheme as CSS custom properties. */
export function cssVariables(tokens: Tokens): Record<string, string> {
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]));
}
