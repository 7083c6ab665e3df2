import { finding, notRun, type Outcome, passed } from '../../../check';
import { daysUntil, expiryLimitDays, expiryOf } from '../expiry';

/** What a host saw of one endpoint, as far as it came. */
export type EndpointSeen = {
  endpoint: string;
  /** What the host said instead of a connection; null when there was one. */
  noConnection: string | null;
  /** Null before TLS was spoken. `plain`: the endpoint is http. */
  tls: { problem: 'none' | 'plain' | 'chain' | 'name' | 'client' | 'no-tls' | 'open'; found: string } | null;
  /** ms since the epoch, of the server's chain. */
  notAfter: number | null;
  /** Of /health: null when it wasn't asked. */
  health: { healthy: boolean; found: string } | null;
  version: string | null;
  clusterId: string | null;
  /** Voting members as the endpoint lists them; null when it can't. */
  members: number | null;
};

/** `10.0.0.1:2379: Connection refused; …` */
const listed = (pairs: [string, string][]): string => pairs.map(([where, what]) => `${where}: ${what}`).join('; ');

/** Which other checks can be said something about. */
export const answering = (seen: EndpointSeen[]): EndpointSeen[] => seen.filter(({ health }) => health !== null);

export function judgeReach(seen: EndpointSeen[]): Outcome {
  const failed = seen.filter(({ noConnection }) => noConnection !== null);
  const values = { endpoints: seen.length, failed: failed.length };
  if (failed.length === 0) return passed({ ...values, found: 'none' });
  const found = listed(failed.map(({ endpoint, noConnection }) => [endpoint, noConnection ?? '']));
  // A majority of members answers without the rest: then the client goes on with those.
  return finding(failed.length === seen.length ? 'block' : 'warn', { ...values, found });
}

/** The worst first: what refuses a client, then what lets everybody in. */
export function judgeTls(seen: EndpointSeen[]): Outcome {
  const tried = seen.flatMap((one) => (one.tls ? [{ ...one.tls, endpoint: one.endpoint }] : []));
  const of = (...problems: string[]) => tried.filter(({ problem }) => problems.includes(problem));
  for (const problem of ['no-tls', 'chain', 'name', 'client'] as const) {
    const wrong = of(problem);
    if (wrong.length > 0)
      return finding('block', { problem, found: listed(wrong.map(({ endpoint, found }) => [endpoint, found])) });
  }
  for (const problem of ['plain', 'open'] as const) {
    const wrong = of(problem);
    if (wrong.length > 0) return finding('warn', { problem, found: wrong.map(({ endpoint }) => endpoint).join(', ') });
  }
  return passed({ problem: 'none', found: tried.map(({ endpoint }) => endpoint).join(', ') });
}

/** @param certificates what each certificate is called, and when it ends (ms since the epoch) */
export function judgeExpiry(certificates: { name: string; notAfter: number }[], now: number): Outcome {
  const [first] = certificates.toSorted((a, b) => a.notAfter - b.notAfter);
  if (!first) return notRun('depends', { check: 'etcd.tls' });
  const days = daysUntil(first.notAfter, now);
  const values = { name: first.name, days: Math.floor(days), limit: expiryLimitDays };
  const expiry = expiryOf(days);
  if (expiry === 'fine') return passed(values);
  return finding(expiry === 'expired' ? 'block' : 'warn', values);
}

export function judgeHealth(seen: EndpointSeen[]): Outcome {
  const asked = answering(seen);
  const sick = asked.filter(({ health }) => !health?.healthy);
  const values = { endpoints: asked.length, failed: sick.length };
  if (sick.length === 0) return passed({ ...values, found: 'none' });
  return finding('block', {
    ...values,
    found: listed(sick.map(({ endpoint, health }) => [endpoint, health?.found ?? ''])),
  });
}

/** Older ones have their gateway elsewhere, and no fixes any more. */
export const oldestVersion = '3.4';

export function judgeVersion(seen: EndpointSeen[]): Outcome {
  const versions = [...new Set(answering(seen).flatMap(({ version }) => version ?? []))].sort();
  const values = { found: versions.join(', '), oldest: oldestVersion };
  const parsed = versions.map((version) => /^(\d+)\.(\d+)\./.exec(version));
  if (versions.length === 0 || parsed.includes(null)) return notRun('unreadable', { found: values.found });
  const old = parsed.some((parts) => Number(parts?.[1]) * 100 + Number(parts?.[2]) < 304);
  return old ? finding('warn', values) : passed(values);
}

export function judgeMembers(seen: EndpointSeen[]): Outcome {
  const asked = answering(seen);
  const clusters = new Map<string, string[]>();
  for (const { clusterId, endpoint } of asked) {
    if (clusterId) clusters.set(clusterId, [...(clusters.get(clusterId) ?? []), endpoint]);
  }
  const members = asked.find(({ members }) => members !== null)?.members ?? null;
  if (clusters.size === 0 || members === null) return notRun('depends', { check: 'etcd.health' });
  const values = { members, clusters: clusters.size, endpoints: asked.length };
  const evidence = [...clusters].map(([id, endpoints]) => `cluster ${id}: ${endpoints.join(', ')}`).join('\n');
  if (clusters.size > 1) return finding('block', { ...values, problem: 'clusters' }, evidence);
  if (members % 2 === 0) return finding('warn', { ...values, problem: 'even' });
  return members === 1 ? finding('warn', { ...values, problem: 'one' }) : passed({ ...values, problem: 'none' });
}
