import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, openCluster } from './cluster';
import { endServer } from './end-server';
import { findHome } from './home';
import { readPostmaster } from './postmaster-pid';
import { processAlive } from './process-alive';

let folder: string;
const opened: Cluster[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-cluster-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const cluster of opened.splice(0)) await cluster.stop(20_000);
  const left = readPostmaster(await dataFolder());
  if (left.state === 'running') await endServer(left.pid, 5000, true);
  rmSync(folder, { recursive: true, force: true });
});

const dataFolder = async () => path.join((await findHome(folder)).folder, 'data');
async function open(lockPatience = 3000): Promise<Cluster> {
  const cluster = await openCluster(await findHome(folder), { settings: ['fsync=off'], lockPatience });
  opened.push(cluster);
  return cluster;
}
async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A console as far as PostgreSQL is concerned, in a process of its own. */
async function otherConsole(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/store/postgres/open-for-test.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (!child.stdout) throw new Error('no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, ...JSON.parse(line) };
}

describe('the embedded PostgreSQL', { timeout: 90_000 }, () => {
  it('outlives a console that is killed, and the next one takes it over with all data', async () => {
    const first = await otherConsole();
    await query(first.url, 'CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 1000)');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await open();
    expect(second).toMatchObject({ tookOver: true, pid: first.pid });
    expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
  });

  it('refuses a second console on the same data and leaves the first one in peace', async () => {
    const first = await otherConsole();
    await expect(open(200)).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`process ${first.child.pid}`),
    });
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('recovers when it was killed together with the console', async () => {
    const first = await open();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.failed).toContain('postgres.log');
    const second = await open();
    expect(second.tookOver).toBe(false);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('starts although its old process id now belongs to another program', async () => {
    const first = await open();
    const pidFile = path.join(await dataFolder(), 'postmaster.pid');
    const text = readFileSync(pidFile, 'utf8');
    await first.stop(20_000);
    writeFileSync(pidFile, text.replace(String(first.pid), String(process.pid)));
    expect(await open()).toMatchObject({ tookOver: false });
  });

  it('ends one that runs but does not answer, and starts anew', async () => {
    const first = await otherConsole();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    first.child.kill('SIGKILL');
    process.kill(first.pid, 'SIGSTOP');
    const waking = setTimeout(() => process.kill(first.pid, 'SIGCONT'), 4000);
    const second = await openCluster(await findHome(folder), { settings: ['fsync=off'], silencePatience: 500 });
    clearTimeout(waking);
    opened.push(second);
    expect(second.tookOver).toBe(false);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('stops when told to, and is reachable neither from the network nor without the password', async () => {
    const cluster = await open();
    const url = new URL(cluster.url);
    expect(url.hostname).toBe('127.0.0.1');
    expect(await query(cluster.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    url.password = 'guess';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(path.join(await dataFolder(), '..', 'password')).mode & 0o777).toBe(0o600);
    expect(await cluster.stop(20_000)).toBe(true);
    expect(processAlive(cluster.pid)).toBe(false);
  });

  it.runIf(process.getuid?.() === 0)(
    'works below a folder that only root may enter, and leaves its mode alone',
    async () => {
      const closed = path.join(folder, 'root');
      mkdirSync(closed, { mode: 0o700 });
      const shared = path.join(folder, 'shared');
      const home = await findHome(path.join(closed, 'data'), shared);
      expect(home.folder.startsWith(shared)).toBe(true);
      const cluster = await openCluster(home, { settings: ['fsync=off'] });
      opened.push(cluster);
      expect(await query(cluster.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(statSync(closed).mode & 0o777).toBe(0o700);
    },
  );

  it.runIf(process.getuid?.() === 0)('copies binaries that only root can read', async () => {
    const { binaries } = await findHome(folder);
    const closed = path.join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    cpSync(binaries, path.join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    const home = await findHome(folder, path.join(folder, 'shared'), path.join(closed, 'native'));
    expect(home.binaries).toContain(path.join(folder, 'shared', 'binaries'));
    const cluster = await openCluster(home, { settings: ['fsync=off'] });
    opened.push(cluster);
    expect(await query(cluster.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
