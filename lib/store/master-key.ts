import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataDir } from './data-dir';
import { StoreError } from './store-error';

const place = globalThis as typeof globalThis & { slipwayMasterKey?: { source: string; key: Buffer } };

/**
 * The 32 bytes that seal every secret: `SLIPWAY_MASTER_KEY`, else the file `SLIPWAY_MASTER_KEY_FILE`, else
 * `master.key` beside the data, made on the first call.
 * @throws StoreError `bad-master-key`
 */
export function masterKey(): Buffer {
  const given = process.env.SLIPWAY_MASTER_KEY;
  const source = given ?? process.env.SLIPWAY_MASTER_KEY_FILE ?? path.join(dataDir(), 'master.key');
  if (place.slipwayMasterKey?.source !== source) {
    const key = given
      ? decodeKey(given, 'SLIPWAY_MASTER_KEY')
      : readKey(source, process.env.SLIPWAY_MASTER_KEY_FILE === undefined);
    place.slipwayMasterKey = { source, key };
  }
  return place.slipwayMasterKey.key;
}

function readKey(file: string, mayMake: boolean): Buffer {
  try {
    return decodeKey(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || !mayMake) throw error;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  // Written whole under another name first: a crash must not leave half a key, nor two starts two keys.
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'w' });
  try {
    linkSync(half, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(half);
  }
  return decodeKey(readFileSync(file, 'utf8'), file);
}

function decodeKey(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === 32) return key;
  throw new StoreError(
    'bad-master-key',
    `${where} holds ${key.length} bytes, needed 32 in base64. Make one with: openssl rand -base64 32`,
  );
}
