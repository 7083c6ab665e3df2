import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { HostTarget } from './target';

const folder = resolve(process.env.LAB_DIR ?? join(import.meta.dirname, '../../.lab'));
const lab = join(import.meta.dirname, '../../lab/lab');

/** For tests with SLIPWAY_LAB=1 against hosts that `lab up` made: users root, ops, deploy and plain. */
export const labWanted = process.env.SLIPWAY_LAB === '1';

export function labHostName(): string {
  return process.env.SLIPWAY_LAB_HOST ?? 'node1';
}

/** Hosts for tests that need several: SLIPWAY_LAB_HOSTS, or node1 to node3 that `./slipway test lab` boots. */
export function labHosts(): string[] {
  return (process.env.SLIPWAY_LAB_HOSTS ?? 'node1,node2,node3').split(',');
}

export function labAddress(host: string = labHostName()): string {
  return `${readFileSync(join(folder, 'net'), 'utf8').trim()}.${10 + Number(host.replace('node', ''))}`;
}

export function labPassword(user: string): string {
  const passwords: Record<string, string> = JSON.parse(readFileSync(join(folder, 'keys/passwords.json'), 'utf8'));
  return passwords[user] ?? '';
}

/** The host's ed25519 key as it lies on its disk. */
function labHostKey(host: string): { type: string; key: string } {
  const text = readFileSync(join(folder, 'hosts', host, 'root/etc/ssh/ssh_host_ed25519_key.pub'), 'utf8');
  const [type = '', key = ''] = text.split(' ');
  return { type, key };
}

export function labTarget(
  user: string,
  by: 'key' | 'password' = 'key',
  more: Partial<HostTarget> = {},
  host: string = labHostName(),
): HostTarget {
  return {
    name: host,
    address: labAddress(host),
    port: 22,
    user,
    secret:
      by === 'key'
        ? { kind: 'private-key', privateKey: readFileSync(join(folder, 'keys/id'), 'utf8') }
        : { kind: 'password', password: labPassword(user) },
    pinnedKeys: [labHostKey(host)],
    ...more,
  };
}

/** `lab kill node1`, `lab drop-ssh node1`, … */
export function labDo(...words: string[]): void {
  execFileSync(lab, words, { env: { ...process.env, LAB_DIR: folder }, stdio: 'pipe' });
}
