import { expect, test } from 'vitest';
import { readableSize } from '@/components/run/upload-size';

test('sizes are in binary units with a space', () => {
  expect(readableSize(0)).toBe('0 KiB');
  expect(readableSize(600 * 1024)).toBe('600 KiB');
  expect(readableSize(88 * 1024 ** 2)).toBe('88 MiB');
  expect(readableSize(4.1 * 1024 ** 3)).toBe('4.1 GiB');
});
