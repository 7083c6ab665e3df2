import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StoreError } from '../store-error';
import type { Home } from './home';

const run = promisify(execFile);

/** PostgreSQL gets no variable of ours: DATABASE_URL or a master key is none of its business. */
export const postgresEnvironment = { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/**
 * Makes the cluster when there is none, and gives its password. Data and password are made in a folder beside and
 * renamed together: a start that is interrupted leaves nothing half-made, and of two at once one wins.
 */
export async function initialise(home: Home): Promise<string> {
  const passwordFile = path.join(home.folder, 'password');
  if (!existsSync(home.folder)) await make(home);
  await refuseOtherVersion(home);
  return (await readFile(passwordFile, 'utf8')).trim();
}

async function make(home: Home): Promise<void> {
  const half = `${home.folder}.new-${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
  await writeFile(path.join(half, 'password'), randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (home.account) {
    for (const one of [half, path.join(half, 'password')]) await chown(one, home.account.uid, home.account.gid);
  }
  const flags = ['--username=slipway', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'];
  try {
    await run(
      path.join(home.binaries, 'bin', 'initdb'),
      [`--pgdata=${path.join(half, 'data')}`, `--pwfile=${path.join(half, 'password')}`, ...flags],
      { ...home.account, cwd: '/', env: postgresEnvironment },
    );
  } catch (cause) {
    await rm(half, { recursive: true, force: true });
    const output = (cause as { stderr?: string }).stderr ?? String(cause);
    throw new StoreError('did-not-start', `PostgreSQL's data folder could not be made: ${output.trim()}`, { cause });
  }
  await rename(half, home.folder).catch(async (error) => {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(home.folder)) throw error;
  });
}

async function refuseOtherVersion(home: Home): Promise<void> {
  const data = (await readFile(path.join(home.folder, 'data', 'PG_VERSION'), 'utf8')).trim();
  const binaries = /\d+/.exec((await postgresVersion(home)) ?? '')?.[0];
  if (data === binaries) return;
  throw new StoreError(
    'wrong-version',
    `The data in ${home.folder} belong to PostgreSQL ${data}, this version of Slipway brings ${binaries}. Start the version of Slipway that made them and move the data with pg_dump, or set DATABASE_URL to a PostgreSQL of yours.`,
  );
}

/** Such as `18.4`. */
export async function postgresVersion(home: Home): Promise<string> {
  const { stdout } = await run(path.join(home.binaries, 'bin', 'postgres'), ['--version'], {
    env: postgresEnvironment,
  });
  return /\d+(\.\d+)*/.exec(stdout)?.[0] ?? '';
}
