import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyId, seal, unseal } from './seal';

const key = randomBytes(32);

describe('seal', () => {
  it('gives back what went in', () => {
    for (const text of ['', 'pass word', '密码\n"\'', 'x'.repeat(10_000)])
      expect(unseal(seal(text, key), key)).toBe(text);
  });

  it('never gives the same text twice and never shows the secret', () => {
    const [one, two] = [seal('hunter22', key), seal('hunter22', key)];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^v1:[0-9a-f]{8}:[\w-]{16}:[\w-]+$/);
    expect(Buffer.from(one.split(':')[3] ?? '', 'base64url').toString('latin1')).not.toContain('hunter22');
  });

  it('names both keys when the master key is another one', () => {
    const other = randomBytes(32);
    expect(() => unseal(seal('a', key), other)).toThrow(
      expect.objectContaining({ code: 'wrong-master-key', message: expect.stringContaining(keyId(key)) }),
    );
  });

  it('refuses a secret in which any part was changed', () => {
    const parts = seal('secret', key).split(':');
    const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    for (const index of [2, 3]) {
      const changed = parts.with(index, flipped(parts[index] ?? '')).join(':');
      expect(() => unseal(changed, key)).toThrow(expect.objectContaining({ code: 'damaged-secret' }));
    }
    expect(() => unseal('plain', key)).toThrow(expect.objectContaining({ code: 'damaged-secret' }));
  });
});
