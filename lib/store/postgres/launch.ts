import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from '../store-error';
import type { Home } from './home';
import { postgresEnvironment } from './initialise';

/** Starts the server and gives its process id, without waiting until it answers. */
export async function launch(home: Home, port: number, settings: string[]): Promise<number> {
  const log = await openLog(home);
  const fixed = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'];
  const flags = [...fixed, ...settings].flatMap((one) => ['-c', one]);
  try {
    const child = spawn(
      path.join(home.binaries, 'bin', 'postgres'),
      ['-D', path.join(home.folder, 'data'), '-p', String(port), ...flags],
      // A process group of its own: Ctrl-C in the terminal is for the console, which then stops it in order.
      { ...home.account, cwd: '/', env: postgresEnvironment, detached: true, stdio: ['ignore', log.fd, log.fd] },
    );
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    return child.pid as number;
  } catch (cause) {
    throw new StoreError('did-not-start', `PostgreSQL could not be executed: ${String(cause)}`, { cause });
  } finally {
    await log.close();
  }
}

export const logFile = (home: Home) => path.join(home.folder, 'postgres.log');

async function openLog(home: Home) {
  const file = logFile(home);
  if (existsSync(file) && (await stat(file)).size > 16 * 1024 * 1024) await rename(file, `${file}.1`);
  const handle = await open(file, 'a', 0o600);
  if (home.account) await chown(file, home.account.uid, home.account.gid);
  return handle;
}

export async function logTail(home: Home): Promise<string> {
  const text = await readFile(logFile(home), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-10).join('\n');
}
