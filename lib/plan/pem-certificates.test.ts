import { expect, test } from 'vitest';
import { pemProblem } from './pem-certificates';

const block = (body: string, label = 'CERTIFICATE') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
/** A SEQUENCE with `length` bytes in it, as DER writes the length. */
function sequence(length: number): string {
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return btoa(String.fromCharCode(0x30, ...size, ...new Array<number>(length).fill(5)));
}

test('certificates with short and long lengths, with text around them', () => {
  expect(pemProblem(block(sequence(3)))).toBeNull();
  expect(pemProblem(`Issuer: ops\n${block(sequence(700))}\n${block(sequence(3))}`)).toBeNull();
});

test('line breaks of any width and of Windows don’t matter', () => {
  expect(pemProblem(block(sequence(700).replace(/(.{64})/g, '$1\r\n')))).toBeNull();
});

test.each([
  ['', 'none', 1],
  ['a CA', 'none', 1],
  [block(sequence(3), 'CERTIFICATE REQUEST'), 'none', 1],
  [block(sequence(3)) + block(sequence(3), 'EC PRIVATE KEY'), 'key', 2],
  [block(sequence(700)).slice(0, 500), 'unclosed', 1],
  [block('*'.repeat(8)), 'base64', 1],
  [block(''), 'base64', 1],
  [block(sequence(700).slice(0, 400)), 'truncated', 1],
  [block(btoa('not DER at all')), 'truncated', 1],
])('%j is %s in block %i', (text, problem, number) => {
  expect(pemProblem(text)).toEqual({ problem, number });
});
