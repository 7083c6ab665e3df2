/** `problem` is a key that ICU can select on; `number`: which block of the text, from 1. */
export type PemProblem = { problem: 'none' | 'unclosed' | 'key' | 'base64' | 'truncated'; number: number };

const block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)(?:-----END \1-----|$)/g;

/**
 * What is wrong with a text of PEM certificates (RFC 7468), or null. Looks as far as the outer DER length: enough to see a
 * paste that lost its end, a key in place of a certificate, or something else; not whether it is a CA.
 */
export function pemProblem(text: string): PemProblem | null {
  const blocks = [...text.matchAll(block)];
  if (blocks.length === 0) return { problem: 'none', number: 1 };
  for (const [index, [whole, label = '', body = '']] of blocks.entries()) {
    const number = index + 1;
    if (/PRIVATE KEY/.test(label)) return { problem: 'key', number };
    if (label !== 'CERTIFICATE') return { problem: 'none', number };
    if (!whole.endsWith(`-----END ${label}-----`)) return { problem: 'unclosed', number };
    const encoded = body.replace(/\s+/g, '');
    if (encoded === '' || encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
      return { problem: 'base64', number };
    }
    if (!isWholeSequence(atob(encoded))) return { problem: 'truncated', number };
  }
  return null;
}

/** A DER SEQUENCE whose length is all that there is (X.690, 8.1.3). */
function isWholeSequence(der: string): boolean {
  const first = der.charCodeAt(1);
  if (der.charCodeAt(0) !== 0x30 || der.length < 2) return false;
  if (first < 0x80) return der.length === 2 + first;
  const bytes = first - 0x80;
  if (bytes < 1 || bytes > 4 || der.length < 2 + bytes) return false;
  let length = 0;
  for (let at = 0; at < bytes; at++) length = length * 256 + der.charCodeAt(2 + at);
  return der.length === 2 + bytes + length;
}
