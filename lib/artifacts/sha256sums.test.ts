import { expect, test } from 'vitest';
import { parseSha256sums } from './sha256sums';

const sum = 'ab'.repeat(32);

test('text and binary marks, comments and blank lines are understood', () => {
  expect(
    parseSha256sums(`# made today\n${sum}  a.tar\n\n${sum.toUpperCase()} *images/b c.tar\r\n${sum}  ./d\n`),
  ).toEqual({
    files: [
      { path: 'a.tar', sha256: sum },
      { path: 'images/b c.tar', sha256: sum },
      { path: 'd', sha256: sum },
    ],
  });
});

test('the first line that is no checksum is named', () => {
  expect(parseSha256sums(`${sum}  a\nhello\n`)).toEqual({ line: 2, found: 'hello' });
  expect(parseSha256sums(`${sum.slice(1)}  a\n`)).toMatchObject({ line: 1 });
});

test('a path that leads out of the folder is refused', () => {
  for (const path of ['/etc/passwd', '../x', 'a/../../x', 'a//b', 'a\\b', './../x']) {
    expect(parseSha256sums(`${sum}  ${path}\n`), path).toMatchObject({ line: 1 });
  }
});
