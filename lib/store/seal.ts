import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { masterKey } from './master-key';
import { StoreError } from './store-error';

/** First 8 hex digits of the key's SHA-256: tells keys apart, says nothing about them. */
export function keyId(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** AES-256-GCM under the master key: `v1:<key id>:<nonce>:<ciphertext and tag>`, the last two in base64url. */
export function seal(text: string, key = masterKey()): string {
  // 96 random bits: safe for 2^32 secrets under one key (NIST SP 800-38D, 8.3).
  const nonce = randomBytes(12);
  const head = `v1:${keyId(key)}`;
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(head));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${head}:${nonce.toString('base64url')}:${sealed.toString('base64url')}`;
}

/** @throws StoreError `wrong-master-key` or `damaged-secret` */
export function unseal(sealed: string, key = masterKey()): string {
  const [version, id, nonce, body] = sealed.split(':');
  if (version !== 'v1' || !id || !nonce || !body) {
    throw new StoreError('damaged-secret', 'A stored secret is not in the form v1:key:nonce:text. Enter it again.');
  }
  if (id !== keyId(key)) {
    throw new StoreError(
      'wrong-master-key',
      `A stored secret was sealed with master key ${id}, found key ${keyId(key)}. Start the console with the key that it was made with (SLIPWAY_MASTER_KEY, or the file master.key beside the data).`,
    );
  }
  const bytes = Buffer.from(body, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(`${version}:${id}`))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new StoreError('damaged-secret', 'A stored secret was changed and cannot be opened. Enter it again.', {
      cause,
    });
  }
}
