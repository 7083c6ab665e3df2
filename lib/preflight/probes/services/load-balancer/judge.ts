import { finding, notRun, type Outcome, passed } from '../../../check';

/** One connection through the load balancer: who answered, or why nobody did. */
export type Seen = { port: number; client: string; backend: string | null; how: 'plain' | 'proxied'; found: string };

/** Seconds after which a backend that stopped should get no connections any more. Ours. */
export const dropLimitSeconds = 30;

/** What was seen of one backend: on each port it has to have answered, without a PROXY header. */
export function judgeBackend(seen: Seen[], backend: string, ports: number[], taken: number[]): Outcome {
  const free = ports.filter((port) => !taken.includes(port));
  if (free.length === 0) return notRun('unsupported', { what: 'port-taken', port: taken.join(', ') });
  const answers = (port: number) => seen.filter((one) => one.port === port && one.backend !== null);
  const dead = free.filter((port) => answers(port).length === 0);
  const missing = free.filter((port) => !answers(port).some((one) => one.backend === backend));
  const proxied = free.filter((port) => answers(port).some((one) => one.how === 'proxied'));
  const values = { backend, ports: free.join(', '), connections: seen.length };
  const evidence = [...new Set(seen.filter((one) => one.backend === null).map((one) => `${one.port}: ${one.found}`))];
  if (dead.length > 0)
    return finding('block', { ...values, problem: 'closed', found: dead.join(', ') }, evidence.join('\n'));
  if (proxied.length > 0) return finding('block', { ...values, problem: 'proxied', found: proxied.join(', ') });
  // Others answer there, so that clients get through: what is lost is the second leg to stand on.
  if (missing.length > 0) return finding('warn', { ...values, problem: 'missing', found: missing.join(', ') });
  if (taken.length > 0) return notRun('unsupported', { what: 'port-taken', port: taken.join(', ') });
  return passed({ ...values, problem: 'none', found: 'none' });
}

/** @param seconds from the moment the backend stopped to the last connection that failed */
export function judgeDrop(backend: string, seconds: number, limit: number): Outcome {
  const values = { backend, seconds, limit };
  return seconds > limit ? finding('warn', { ...values, problem: 'late' }) : passed({ ...values, problem: 'none' });
}

export function judgeClient(seen: Seen[], address: string): Outcome {
  const failed = seen.filter(({ backend }) => backend === null);
  const values = { address, connections: seen.length, failed: failed.length };
  if (failed.length === 0) return passed({ ...values, found: 'none' });
  return finding('block', { ...values, found: failed[0]?.found ?? '' });
}

/** `slipway NONCE NAME HOW`; null for what anybody else answers. */
export function backendOf(body: string, nonce: string): Pick<Seen, 'backend' | 'how'> | null {
  const [, told, backend, how] = /^slipway (\S+) (\S+) (plain|proxied)$/m.exec(body) ?? [];
  if (told !== nonce || !backend) return null;
  return { backend, how: how === 'proxied' ? 'proxied' : 'plain' };
}
