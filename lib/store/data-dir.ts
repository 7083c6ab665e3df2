import path from 'node:path';

/**
 * The folder that holds what the console must not lose: the embedded PostgreSQL and the master key.
 * `SLIPWAY_DATA`, else `data` in the folder where the console was started.
 */
export function dataDir(): string {
  return path.resolve(process.env.SLIPWAY_DATA || 'data');
}
