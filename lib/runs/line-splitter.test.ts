import { describe, expect, it } from 'vitest';
import { LineSplitter, longestLine } from './line-splitter';

const split = (...chunks: (string | Buffer)[]) => {
  const splitter = new LineSplitter(0);
  const lines = chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk as Buffer)));
  const last = splitter.end();
  return last ? [...lines, last] : lines;
};
const texts = (...chunks: (string | Buffer)[]) => split(...chunks).map(({ text }) => text);

describe('LineSplitter', () => {
  it('gives whole lines with the offset after each newline', () => {
    expect(split('one\nt', 'wo\n')).toEqual([
      { text: 'one', end: 4 },
      { text: 'two', end: 8 },
    ]);
  });

  it('gives the last line although its newline is missing', () => {
    expect(split('one\ntwo')).toEqual([
      { text: 'one', end: 4 },
      { text: 'two', end: 7 },
    ]);
  });

  it('continues at any line end as if nothing had happened', () => {
    const whole = Buffer.from('eins\n二\r\nthree \u001b[31mred\u001b[0m\n\nlast');
    for (const { end } of split(whole)) {
      const rest = new LineSplitter(end);
      const lines = rest.push(whole.subarray(end));
      const last = rest.end();
      expect(last ? [...lines, last] : lines).toEqual(split(whole).filter((line) => line.end > end));
    }
  });

  it('puts characters together that chunks cut', () => {
    const bytes = Buffer.from('重启\n');
    expect(texts(bytes.subarray(0, 2), bytes.subarray(2))).toEqual(['重启']);
  });

  it('shows what a terminal would: the end of a progress bar, and no colours', () => {
    expect(texts('10%\r50%\r100%\n', '\u001b[1;32mok\u001b[0m\r\n', '\u001b]0;title\u0007plain\n')).toEqual([
      '100%',
      'ok',
      'plain',
    ]);
  });

  it('replaces what is not UTF-8', () => {
    expect(texts(Buffer.from([0x61, 0xff, 0x62, 0x0a]))).toEqual(['a\ufffdb']);
  });

  it('says how much of an endless line it does not keep, and keeps no half word of it', () => {
    const [text] = texts(`start ${'x'.repeat(longestLine * 2)}\n`);
    expect(text).toMatch(/^start … \(this line was \d+ bytes long; the rest isn't kept\)$/);
  });
});
