import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { masterKey } from './master-key';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-key-'));
  vi.stubEnv('SLIPWAY_DATA', path.join(folder, 'data'));
});
afterEach(() => vi.unstubAllEnvs());

it('makes a key once, readable by its owner only', () => {
  const key = masterKey();
  const file = path.join(folder, 'data', 'master.key');
  expect(key).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toEqual(key);
  expect(masterKey()).toEqual(key);
});

it('takes the key from the environment when it is there', () => {
  vi.stubEnv('SLIPWAY_MASTER_KEY', Buffer.alloc(32, 7).toString('base64'));
  expect(masterKey()).toEqual(Buffer.alloc(32, 7));
});

it('refuses a key of another length and says how to make one', () => {
  const file = path.join(folder, 'short.key');
  writeFileSync(file, Buffer.alloc(16).toString('base64'));
  vi.stubEnv('SLIPWAY_MASTER_KEY_FILE', file);
  expect(masterKey).toThrow(/holds 16 bytes, needed 32 .* openssl rand -base64 32/);
});

it('never makes a file that was named but is missing', () => {
  vi.stubEnv('SLIPWAY_MASTER_KEY_FILE', path.join(folder, 'absent.key'));
  expect(masterKey).toThrow(/absent\.key/);
});
