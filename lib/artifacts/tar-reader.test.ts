import { expect, test } from 'vitest';
import { TarReader } from './tar-reader';
import { tar } from './testing';

const wanted = (name: string) => name === 'manifest.json';

function find(archive: Buffer, chunk: number): string | null {
  const reader = new TarReader(wanted);
  for (let at = 0; at < archive.length; at += chunk) {
    const content = reader.push(archive.subarray(at, at + chunk));
    if (content) return content.toString();
  }
  return null;
}

test('the file is found in chunks of any size, first or last', () => {
  const last = tar([
    ['empty', ''],
    ['layer', Buffer.alloc(5000, 1)],
    ['manifest.json', '[1]'],
  ]);
  const first = tar([
    ['manifest.json', '[1]'],
    ['layer', Buffer.alloc(5000, 1)],
  ]);
  for (const chunk of [1, 7, 511, 512, 513, 4096, 100_000]) {
    expect([find(last, chunk), find(first, chunk)], String(chunk)).toEqual(['[1]', '[1]']);
  }
});

test('a file of exactly one block has no padding', () => {
  expect(find(tar([['manifest.json', 'x'.repeat(512)]]), 512)).toBe('x'.repeat(512));
});

test('an archive without the file gives nothing', () => {
  expect(find(tar([['other.json', '[1]']]), 512)).toBeNull();
  expect(find(Buffer.alloc(0), 512)).toBeNull();
});

test('an archive that ends in the middle of the file gives nothing', () => {
  expect(find(tar([['manifest.json', 'x'.repeat(2000)]]).subarray(0, 1500), 512)).toBeNull();
});
