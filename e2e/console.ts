import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The product itself, started as `./slipway start` would, with data of its own. */
export type RunningConsole = {
  url: string;
  dataDir: string;
  /** The one-time link printed at the start; '' when an owner exists. */
  ownerLink: string;
  output: () => string;
  pid: () => number;
  /** SIGKILL: the process gets no chance to put anything in order; its PostgreSQL is left behind. */
  kill: () => Promise<void>;
  /** Starts it again on the same data and port. */
  restart: () => Promise<void>;
  /** Ends it in order and deletes its data. */
  stop: () => Promise<void>;
};

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      server.close(() => resolve(address.port));
    });
  });
}

function exited(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));
}

export async function startConsole(environment: Record<string, string> = {}): Promise<RunningConsole> {
  // Below /var/tmp rather than a home folder: the embedded PostgreSQL runs as a user without rights there.
  const dataDir = await mkdtemp(join(tmpdir(), 'slipway-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  let ownerLink = '';
  let child: ChildProcess;

  async function start(): Promise<void> {
    const from = output.length;
    child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        SLIPWAY_DATA: dataDir,
        SLIPWAY_HOST: '127.0.0.1',
        SLIPWAY_PORT: String(port),
        SLIPWAY_URL: url,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const take = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    const deadline = Date.now() + 60_000;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the console ended with ${child.exitCode}:\n${output.slice(from)}`);
      const healthy = await fetch(`${url}/api/health`).then(
        (response) => response.ok,
        () => false,
      );
      const link = output.slice(from).match(/https?:\/\/\S+\/welcome#\S+/);
      if (link) ownerLink = link[0];
      if (healthy) return;
      if (Date.now() > deadline) throw new Error(`no answer from ${url} after 60 s:\n${output.slice(from)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  await start();
  return {
    url,
    dataDir,
    get ownerLink() {
      return ownerLink;
    },
    output: () => output,
    pid: () => child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL');
      await exited(child);
    },
    restart: start,
    async stop() {
      child.kill('SIGTERM');
      await exited(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
