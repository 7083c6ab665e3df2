import { mkdtempSync, readdirSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from './migrate';
import { type Cluster, openCluster } from './postgres/cluster';
import { endServer } from './postgres/end-server';
import { findHome } from './postgres/home';
import { readPostmaster } from './postgres/postmaster-pid';
import { processAlive } from './postgres/process-alive';

const prefix = 'slipway-test-';
const template = 'slipway_template';

/**
 * vitest's global setup: a PostgreSQL for the whole test run, started when the first test asks for it, so that tests
 * of pure functions wait for nothing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  await chmod(folder, 0o755);
  let started: Promise<Cluster> | undefined;
  const door = createServer((socket) => {
    started ??= start(folder);
    started.then(
      ({ url }) => socket.end(JSON.stringify({ url: url.replace(/slipway$/, 'postgres'), template })),
      (error) => socket.end(JSON.stringify({ error: String(error) })),
    );
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('postgresDoor', (door.address() as { port: number }).port);

  return async () => {
    door.close();
    await started?.then((cluster) => cluster.stop(20_000)).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };
}

async function start(folder: string): Promise<Cluster> {
  // What makes a real one safe makes tests slow, and these data need not outlive anything.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];
  const cluster = await openCluster(await findHome(path.join(folder, 'data')), { settings });
  await migrate(cluster.url);
  const client = new Client({ connectionString: cluster.url.replace(/slipway$/, 'postgres') });
  await client.connect();
  await client.query(`ALTER DATABASE slipway RENAME TO ${template}`);
  await client.end();
  return cluster;
}

/** Ends what a test run that was killed left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (!owner || processAlive(Number(owner))) continue;
    const folder = path.join(tmpdir(), name);
    const server = readPostmaster(path.join(folder, 'data', 'postgres', 'data'));
    if (server.state === 'running') await endServer(server.pid, 5000, true);
    await rm(folder, { recursive: true, force: true });
  }
}
