import path from 'node:path';
import { log, logUnexpected } from '@/lib/log/log';
import { StoreError } from '@/lib/store/store-error';
import { EnvironmentError, readEnvironment } from './environment';

const development = process.argv.includes('--dev');
/** What `lab/lab plan` printed, in a file: leave a plan for these hosts. */
const demo = process.argv.find((one) => one.startsWith('--demo='))?.slice('--demo='.length);

/** The process: environment → PostgreSQL → migrations → Next.js → worker → socket.io → listening. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  Object.assign(process.env, {
    NODE_ENV: development ? 'development' : 'production',
    // A console in a site without Internet, or with a strict one, calls nobody.
    NEXT_TELEMETRY_DISABLED: '1',
    SLIPWAY_DATA: path.resolve(environment.SLIPWAY_DATA),
  });
  // Only now: React and Next.js look at NODE_ENV while they load.
  const { startConsole } = await import('./console');
  const starting = startConsole(environment, { development, demo });

  const end = async (reason: string, code: number) => {
    log('info', 'server', 'stopping', { reason });
    setTimeout(() => process.exit(code || 1), 5000).unref();
    await (await starting).close();
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void end(signal, 0));
  const { failed } = await starting;
  void failed.then((reason) => end(reason, 1));
}

function complain(error: unknown): void {
  if (error instanceof EnvironmentError) {
    process.stderr.write(`The console can't start with these variables:\n  ${error.problems.join('\n  ')}\n`);
  } else if (error instanceof StoreError) process.stderr.write(`${error.message}\n`);
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    const { port } = error as { port?: number };
    process.stderr.write(
      `Another program listens on port ${port}. Choose another one: SLIPWAY_PORT=${Number(port) + 1}\n`,
    );
  } else logUnexpected('server', 'start', error);
}

process.on('unhandledRejection', (error) => logUnexpected('server', 'rejection', error));
main().catch((error) => {
  complain(error);
  process.exit(1);
});
