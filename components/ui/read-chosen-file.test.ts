import { expect, test } from 'vitest';
import { decodeText, readChosenFile } from './read-chosen-file';

test('UTF-8 with and without a byte order mark, and GB 18030, are all read', () => {
  expect(decodeText(new TextEncoder().encode('名称,地址'))).toBe('名称,地址');
  expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('a');
  // 主机 in GB 18030
  expect(decodeText(new Uint8Array([0xd6, 0xf7, 0xbb, 0xfa]))).toBe('主机');
});

test('a file of 10 MB is refused by its size', async () => {
  const file = new File([new Uint8Array(10_000_000)], 'large.yaml');
  expect(await readChosenFile(file)).toMatchObject({ error: { code: 'tooLarge', found: 10_000_000 } });
  expect(await readChosenFile(new File(['a: 1'], 'a.yaml'))).toEqual({ text: 'a: 1' });
});
