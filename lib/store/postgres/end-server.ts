import { setTimeout as wait } from 'node:timers/promises';
import { processAlive } from './process-alive';

/** SIGINT is a fast shutdown; SIGQUIT stops at once, and the next start recovers from the log: neither loses data. */
export async function endServer(pid: number, patience: number, force: boolean): Promise<boolean> {
  for (const signal of force ? (['SIGINT', 'SIGQUIT'] as const) : (['SIGINT'] as const)) {
    const deadline = Date.now() + patience;
    if (!processAlive(pid)) return true;
    process.kill(pid, signal);
    while (Date.now() < deadline) {
      if (!processAlive(pid)) return true;
      await wait(20);
    }
  }
  return false;
}
