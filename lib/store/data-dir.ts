import path from 'node:path';

/**
 * The folder that holds what the console must not lose: the embedded PostgreSQL and the master key.
 * `SLIPWAY_DATA`, else `data` in the folder where the console was started.
 */
export function dataDir(): string {
  return path.resolve(process.env.SLIPWAY_DATA || 'data');
}

/** Where checksums of bundles are remembered, for every reader of one: reading a bundle twice means hashing it once. */
export const bundleCacheDir = (): string => path.join(dataDir(), 'bundles');
