import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { HostConnection } from '@/lib/hosts/connection';
import { pause } from '@/lib/hosts/pause';
import type { ScriptOptions } from '@/lib/hosts/remote-script';
import { samplePlan } from '@/lib/plan/samples';
import type { PlanHost } from '@/lib/plan/schema';
import { Probers } from './probers';

const [host] = samplePlan().hosts as [PlanHost];
const servers: Server[] = [];
const stop = new AbortController();
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** This machine as a host. `ended` counts scripts that are over. */
function here() {
  const seen = { started: 0, ended: 0 };
  const connection = {
    values: {},
    stream: (script: string, { onStarted, onStdout, signal }: ScriptOptions) =>
      new Promise((resolve) => {
        seen.started += 1;
        const child = spawn('bash', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] });
        signal?.addEventListener('abort', () => child.kill());
        child.stdin.on('error', () => {});
        child.stdout.on('data', (chunk: Buffer) => onStdout?.(chunk));
        child.once('exit', (exitCode) => {
          seen.ended += 1;
          resolve({ exitCode, signal: null });
        });
        onStarted?.(child.stdin);
      }),
  } as unknown as HostConnection;
  return { connection, seen };
}
const probersHere = () => new Probers({ nonce: 'n0nce', hosts: [host], seconds: 60 }, stop.signal);

/** A port of this machine on which somebody listens who never says a word. */
async function mutePort(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
async function freePort(): Promise<number> {
  const port = await mutePort();
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

test('all probes share a host’s prober, and each of them hears of its interfaces', async () => {
  const { connection, seen } = here();
  const probers = probersHere();
  const prober = await probers.on(host, connection);
  const first = await prober.ready(20_000);
  expect(first.complete).toBe(true);
  expect(first.lines.some(([word]) => word === 'nic')).toBe(true);
  expect(await probers.on(host, connection)).toBe(prober);
  expect(await prober.ready(0)).toEqual(first);
  expect(seen.started).toBe(1);
  await probers.stop();
  expect(seen.ended).toBe(1);
});

test('a port that two probes ask for is listened on once, and free when probers are stopped', async () => {
  const { connection } = here();
  const probers = probersHere();
  const prober = await probers.on(host, connection);
  await prober.ready(20_000);
  const port = await freePort();
  const listen = [`listen tcp 127.0.0.1 ${port}`];
  const bound = { lines: [['bound', 'tcp', String(port), 'ok']], complete: true };
  expect(await prober.ask(listen, 10_000)).toEqual(bound);
  expect(await prober.ask(listen, 10_000)).toEqual(bound);
  await probers.stop();
  const again = await probers.on(host, connection);
  await again.ready(20_000);
  expect(again).not.toBe(prober);
  expect(await again.ask(listen, 10_000)).toEqual(bound);
  await probers.stop();
});

test('one that is still at what somebody gave up is left to itself, and the next one to ask gets another', async () => {
  const { connection, seen } = here();
  const probers = probersHere();
  const prober = await probers.on(host, connection);
  await prober.ready(20_000);
  const asked = await prober.ask([`tcp 1 127.0.0.1 ${await mutePort()} 1`], 50);
  expect(asked).toEqual({ lines: [], complete: false });
  expect((await prober.ask([], 10_000)).complete).toBe(false);
  const other = await probers.on(host, connection);
  expect(other).not.toBe(prober);
  expect(seen).toEqual({ started: 2, ended: 1 });
  expect((await other.ready(20_000)).complete).toBe(true);
  expect((await other.ask([], 10_000)).complete).toBe(true);
  await probers.stop();
});

test('what it says between two exchanges is heard with the next one', async () => {
  const probers = probersHere();
  const prober = await probers.on(host, here().connection);
  await prober.ready(20_000);
  prober.tell(['nonsense']);
  // Long enough for the answer to be there before the question.
  await pause(500);
  expect(await prober.ask([], 10_000)).toEqual({ lines: [['error', 'unknown', 'nonsense']], complete: true });
  expect(await prober.ask([], 10_000)).toEqual({ lines: [], complete: true });
  await probers.stop();
});
