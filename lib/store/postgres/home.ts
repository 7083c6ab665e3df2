import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StoreError } from '../store-error';
import { packagedPostgres } from './packaged';

const run = promisify(execFile);

/** Unprivileged user to run as; null: as we are. */
export type Account = { uid: number; gid: number } | null;

/** Where a console's PostgreSQL lives: `folder` holds the cluster and its password, `binaries` has bin, lib, share. */
export type Home = { folder: string; binaries: string; account: Account };

/**
 * PostgreSQL refuses to run as root, so for root it runs as user `postgres`. That user can't reach a checkout below
 * root's home folder (mode 0700), and opening a home folder to others is not ours to do: then data and binaries live
 * under `shared` instead, which is for exactly this.
 * @throws StoreError `no-binaries`, `no-account`
 */
export async function findHome(dataDir: string, shared = '/var/lib/slipway', packaged?: string): Promise<Home> {
  const source = packaged ?? (await packagedPostgres());
  const made = await mkdir(dataDir, { recursive: true });
  const own = path.join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { folder: own, binaries: source, account: null };

  const account = await postgresAccount();
  if (made) await chmod(dataDir, 0o755);
  const reachable = canEnter(dataDir, account);
  return {
    account,
    folder: reachable ? own : await sharedFolder(shared, `${await nameOf(dataDir)}/postgres`),
    binaries: canRun(source, account) ? source : await copyBinaries(source, shared),
  };
}

async function nameOf(dataDir: string): Promise<string> {
  const real = await realpath(dataDir);
  return `${path.basename(real)}-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`;
}

async function sharedFolder(shared: string, name: string): Promise<string> {
  const folder = path.join(shared, name);
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 });
  // A strict umask would leave what was just made closed.
  for (const one of [shared, path.dirname(folder)]) await chmod(one, 0o755);
  return folder;
}

async function postgresAccount(): Promise<NonNullable<Account>> {
  const ids = async () => ({
    uid: Number((await run('id', ['-u', 'postgres'])).stdout),
    gid: Number((await run('id', ['-g', 'postgres'])).stdout),
  });
  try {
    return await ids();
  } catch {
    try {
      await run('useradd', [
        '--system',
        '--user-group',
        '--no-create-home',
        '--shell',
        '/usr/sbin/nologin',
        'postgres',
      ]);
      return await ids();
    } catch (cause) {
      throw new StoreError(
        'no-account',
        'PostgreSQL does not run as root, and a user postgres could not be created. Run the console as another user, create the user (useradd --system postgres), or set DATABASE_URL to a PostgreSQL of yours.',
        { cause },
      );
    }
  }
}

function succeeds(account: NonNullable<Account>, ...test: string[]): boolean {
  return spawnSync('test', test, { ...account, cwd: '/' }).status === 0;
}

function canEnter(folder: string, account: NonNullable<Account>): boolean {
  return succeeds(account, '-x', folder);
}

function canRun(binaries: string, account: NonNullable<Account>): boolean {
  return (
    succeeds(account, '-x', path.join(binaries, 'bin/postgres')) &&
    succeeds(account, '-x', path.join(binaries, 'lib')) &&
    succeeds(account, '-r', path.join(binaries, 'share'))
  );
}

async function copyBinaries(source: string, shared: string): Promise<string> {
  const { stdout } = await run(path.join(source, 'bin/postgres'), ['--version']);
  const version = /\d+(\.\d+)*/.exec(stdout)?.[0] ?? 'unknown';
  const target = await sharedFolder(shared, `binaries/postgres-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  await cp(source, half, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'u+rwX,go+rX,go-w', half]);
  // Another console may have been faster; its copy is as good.
  await rename(half, target).catch(() => rm(half, { recursive: true }));
  return target;
}
