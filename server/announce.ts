import { networkInterfaces } from 'node:os';
import type { Environment } from './environment';

/** Says where the console is and, while nobody has an account, how to make the owner's. */
export function announce(environment: Environment, port: number, token: string | null): void {
  const address = addressOf(environment, port);
  const lines = [`Slipway is at ${address}`];
  if (token) {
    lines.push(`Create the owner's account (works once, for 24 hours): ${address}/welcome#${token}`);
  }
  if (isLoopback(environment.SLIPWAY_HOST) && !environment.SLIPWAY_URL) {
    lines.push(
      `It answers on this machine only. From another one: ssh -L ${port}:127.0.0.1:${port} this-machine, or start it with SLIPWAY_HOST=0.0.0.0`,
    );
  }
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('\n')}\n`);
}

/** What a person can type: for a console on every network, one address of this machine that others can reach. */
export function addressOf(environment: Pick<Environment, 'SLIPWAY_URL' | 'SLIPWAY_HOST'>, port: number): string {
  if (environment.SLIPWAY_URL) return environment.SLIPWAY_URL;
  const host = environment.SLIPWAY_HOST;
  const shown = host === '0.0.0.0' || host === '::' ? (ownAddress() ?? '127.0.0.1') : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

function ownAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((one) => one && !one.internal && one.family === 'IPv4')?.address;
}

const isLoopback = (host: string) => host === '::1' || host.startsWith('127.');
