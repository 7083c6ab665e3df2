import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { log } from '@/lib/log/log';

type Stop = () => Promise<unknown>;

export async function startRealtime(server: Server): Promise<Stop> {
  const room = await load<{ attachRealtime: (server: Server) => unknown }>('lib/realtime/server.ts');
  return stopOf(await room?.attachRealtime(server));
}

export async function startRuns(): Promise<Stop> {
  const room = await load<{ startWorker: () => unknown }>('lib/runs/worker.ts');
  return stopOf(await room?.startWorker?.());
}

async function load<T>(file: string): Promise<T | undefined> {
  const full = path.resolve(file);
  if (existsSync(full)) return (await import(pathToFileURL(full).href)) as T;
  log('warn', 'server', `${file} is not there yet`);
  return undefined;
}

function stopOf(started: unknown): Stop {
  const { close, stop } = (started ?? {}) as { close?: Stop; stop?: Stop };
  return async () => (stop ?? close)?.call(started);
}
