import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { makeOwnerToken } from '@/lib/auth/owner-link';
import { log, logUnexpected } from '@/lib/log/log';
import { stopPreflights } from '@/lib/preflight/start';
import { attachRealtime } from '@/lib/realtime/server';
import { startWorker } from '@/lib/runs/worker';
import { checkMasterKey } from '@/lib/store/check-master-key';
import { setDatabaseUrl } from '@/lib/store/database-url';
import { closeDb } from '@/lib/store/db';
import { migrate } from '@/lib/store/migrate';
import { closePool } from '@/lib/store/pool';
import { openCluster } from '@/lib/store/postgres/cluster';
import { findHome } from '@/lib/store/postgres/home';
import { announce } from './announce';
import { Closings } from './closings';
import { prepareDemo } from './demo';
import type { Environment } from './environment';
import { preparePages } from './http';

export type Console = { port: number; close: () => Promise<void>; failed: Promise<string> };

type Options = { development: boolean; demo?: string | undefined };

/** Starts everything in order. What it opened until an error is closed again. */
export async function startConsole(environment: Environment, { development, demo }: Options): Promise<Console> {
  const closings = new Closings();
  try {
    const { failed } = await openDatabase(environment, closings);
    const migrations = await migrate();
    if (migrations.length > 0) log('info', 'store', 'migrated', { migrations: migrations.join(',') });
    await checkMasterKey();
    if (demo) await prepareDemo(demo);

    const pages = await preparePages(environment, development);
    closings.add('pages', pages.close);
    const worker = await startWorker((error) => logUnexpected('runs', 'driver', error));
    closings.add('worker', worker.stop);
    closings.add('preflights', stopPreflights);
    const realtime = await attachRealtime(pages.server);
    closings.add('realtime', realtime.close);
    const token = await makeOwnerToken();
    const port = await listen(pages.server, environment);
    closings.add('http', async () => {
      pages.server.close();
      pages.server.closeAllConnections();
    });
    announce(environment, port, token);
    return { port, close: () => closings.close(), failed };
  } catch (error) {
    await closings.close();
    throw error;
  }
}

async function openDatabase(environment: Environment, closings: Closings): Promise<Pick<Console, 'failed'>> {
  closings.add('connections', () => Promise.all([closeDb(), closePool()]));
  if (environment.DATABASE_URL) {
    setDatabaseUrl(environment.DATABASE_URL);
    return { failed: new Promise(() => {}) };
  }
  const cluster = await openCluster(await findHome(path.resolve(environment.SLIPWAY_DATA)));
  log('info', 'store', cluster.tookOver ? 'PostgreSQL taken over, it was still running' : 'PostgreSQL started', {
    pid: cluster.pid,
  });
  setDatabaseUrl(cluster.url);
  closings.add('PostgreSQL', async () => {
    await Promise.all([closeDb(), closePool()]);
    if (!(await cluster.stop())) log('warn', 'store', 'PostgreSQL still stops; the next start waits for it');
  });
  return { failed: cluster.failed };
}

async function listen(server: Server, environment: Environment): Promise<number> {
  server.listen(environment.SLIPWAY_PORT, environment.SLIPWAY_HOST);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
