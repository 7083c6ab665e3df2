import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processAlive } from './process-alive';

/**
 * What `postmaster.pid` says about a data folder.
 * - none: no server, and the last one ended cleanly
 * - stale: the last one ended without removing the file (power loss, SIGKILL)
 * - reused: as stale, and its process id now belongs to something else
 * - running: a server runs on this folder; `port` is 0 while it hasn't written it yet
 */
export type Postmaster =
  | { state: 'none' }
  | { state: 'stale'; pid: number }
  | { state: 'reused'; pid: number }
  | { state: 'running'; pid: number; port: number };

export function readPostmaster(folder: string): Postmaster {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return { state: 'none' };
  // Lines as in PostgreSQL's src/include/utils/pidfile.h: pid, data folder, start time, port, …
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isSafeInteger(pid) || pid === 0 || !processAlive(pid)) return { state: 'stale', pid: pid || 0 };
  if (!runsOn(pid, folder)) return { state: 'reused', pid };
  return { state: 'running', pid, port: Number.parseInt(lines[3] ?? '', 10) || 0 };
}

/**
 * PostgreSQL refuses to start while the process id in the file is alive, whoever's it is. Writing one that can't exist
 * (above Linux' limit of 2^22) rather than deleting the file keeps its second check, on the shared memory segment that
 * orphaned backends of the last server may still use.
 */
export function releaseReusedPid(folder: string): void {
  const file = path.join(folder, 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\s*-?\d+/, String(2 ** 22 + 1)));
}

function runsOn(pid: number, folder: string): boolean {
  const real = realpathSync(folder);
  try {
    // A postmaster's working directory is its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === real;
  } catch {
    if (existsSync('/proc/self/cwd')) return false;
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
    return command.includes(folder) || command.includes(real);
  }
}
