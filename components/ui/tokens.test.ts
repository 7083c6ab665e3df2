import { describe, expect, it } from 'vitest';
import { cssVariables, darkTokens, lightTokens, type TokenName, type Tokens } from './tokens';

/** WCAG 2.2 relative luminance of #RRGGBB. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const texts: TokenName[] = ['ink', 'ink2', 'ink3', 'acc', 'ok', 'warn', 'bad', 'lost'];
const grounds: TokenName[] = ['bg', 'surface', 'raised', 'sunken', 'hover'];

const schemes: [string, Tokens][] = [
  ['light', lightTokens],
  ['dark', darkTokens],
];

describe.each(schemes)('tokens, %s', (_name, tokens) => {
  it('keeps every text colour at 4.5 or more on every ground', () => {
    const weak = texts.flatMap((text) =>
      grounds
        .filter((ground) => contrast(tokens[text], tokens[ground]) < 4.5)
        .map((ground) => `${text} on ${ground}: ${contrast(tokens[text], tokens[ground]).toFixed(2)}`),
    );
    expect(weak).toEqual([]);
  });

  it('keeps each state readable on its own tint', () => {
    for (const state of ['acc', 'ok', 'warn', 'bad', 'lost', 'idle'] as const) {
      expect(contrast(tokens[state], tokens[`${state}-bg`]), state).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('becomes one custom property per token', () => {
    expect(cssVariables(tokens)['--ink2']).toBe(tokens.ink2);
    expect(Object.keys(cssVariables(tokens))).toHaveLength(Object.keys(tokens).length);
  });
});

it('sees a contrast that is too low', () => {
  expect(contrast('#C98207', '#FFFFFF')).toBeLessThan(4.5);
});
