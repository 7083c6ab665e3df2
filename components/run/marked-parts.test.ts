import { describe, expect, test } from 'vitest';
import { markedParts } from '@/components/run/marked-parts';

const shape = (text: string, needle: string) =>
  markedParts(text, needle).map((part) => (part.marked ? `[${part.text}]` : part.text));

describe('marked parts', () => {
  test('marks every place without regard to case and keeps the text', () => {
    expect(shape('tls: X509: bad x509', 'x509')).toEqual(['tls: ', '[X509]', ': bad ', '[x509]']);
    expect(shape('aaa', 'aa')).toEqual(['[aa]', 'a']);
  });

  test('a text without it is one part', () => {
    expect(shape('nothing here', 'x509')).toEqual(['nothing here']);
    expect(shape('', 'x')).toEqual([]);
    expect(shape('text', '')).toEqual(['text']);
  });

  test('what looks like a pattern is searched as it is', () => {
    expect(shape('a.c abc', 'a.c')).toEqual(['[a.c]', ' abc']);
  });
});
