import { finding, notRun, type Outcome, passed } from '../../../check';
import type { NfsVersion } from './versions';

/** Milliseconds per synchronous write: a database or a registry on it then makes fewer than 50 commits a second. Ours. */
export const syncLimitMs = 20;
/**
 * GB of 10^9 bytes: what Rainbond's documentation asks to be free. A warning, as for `syncLimitMs`: an export can grow or move to faster disks
 * under a running cluster, and what is on it from before may be Rainbond's own.
 */
export const freeLimitGb = 40;

/** @param failed by port, why it can't be reached */
export function judgePorts(server: string, version: NfsVersion, failed: Map<number, string>): Outcome {
  const needed = version === '3' ? '2049, 111' : '2049';
  const found = [...failed].map(([port, why]) => `${port}: ${why}`).join('; ');
  return found ? finding('block', { server, needed, found }) : passed({ server, needed, found: 'none' });
}

export function judgeVersions(has: NfsVersion[], wanted: NfsVersion): Outcome {
  const values = { found: has.join(', ') || 'none', wanted };
  return has.includes(wanted) ? passed(values) : finding('block', values);
}

/** Root's chown is what the provisioner and images' entry points rely on. */
export function judgeSquash(owner: string | null): Outcome {
  if (owner === null) return notRun('depends', { check: 'nfs.mount' });
  return owner === '12345:12345' ? passed({ found: owner }) : finding('block', { found: owner });
}

export function judgeSync(ms: number | null): Outcome {
  if (ms === null) return notRun('unreadable', { found: 'dd' });
  const values = { ms, limit: syncLimitMs };
  return ms > syncLimitMs ? finding('warn', values) : passed(values);
}

export function judgeSpace(bytes: number | null): Outcome {
  if (bytes === null) return notRun('unreadable', { found: 'df' });
  const values = { gb: bytes / 1e9, limit: freeLimitGb };
  return bytes < freeLimitGb * 1e9 ? finding('warn', values) : passed(values);
}

/**
 * All hosts ask for one lock at the same time and keep what they get: exactly one may have it.
 *
 * @param got by host; null for one that couldn't ask
 */
export function judgeLock(got: ReadonlyMap<string, boolean | null>): Outcome {
  const asked = [...got].filter(([, locked]) => locked !== null);
  const holders = asked.filter(([, locked]) => locked).map(([host]) => host);
  const values = { hosts: asked.length, holders: holders.length, names: holders.join(', ') };
  if (asked.length < 2) return notRun('unsupported', { what: 'one-host' });
  return holders.length === 1 ? passed(values) : finding('block', values);
}
