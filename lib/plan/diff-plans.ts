import type { Plan, PlanHost } from './schema';

/**
 * One change between two documents. Hosts are known by name, so that a new host in the middle doesn't change all that follow:
 * `hosts.node-2.address`. A value that is not there is undefined; lists are compared whole.
 */
export type PlanChange = { path: string; kind: 'added' | 'removed' | 'changed'; before?: unknown; after?: unknown };

/** What `after` changes in `before`, in the order of the document. */
export function diffPlans(before: Plan, after: Plan): PlanChange[] {
  const old = keyed(before);
  const now = followRenames(old, keyed(after));
  return compare('', { ...before, hosts: fieldsOf(old, now) }, { ...after, hosts: fieldsOf(now, old) });
}

type Hosts = Map<string, PlanHost>;

/** Hosts by name; by their place where they have none of their own. */
function keyed({ hosts }: Plan): Hosts {
  const found: Hosts = new Map();
  hosts.forEach((host, index) => {
    found.set(host.name !== '' && !found.has(host.name) ? host.name : `#${index + 1}`, host);
  });
  return found;
}

/** A host whose name is new and whose address is that of one that is gone is still the same host: it keeps that one's key. */
function followRenames(old: Hosts, now: Hosts): Hosts {
  const gone = [...old].filter(([key]) => !now.has(key));
  return new Map(
    [...now].map(([key, host]) => {
      const former = gone.find(
        ([, { address, ssh }]) => address !== '' && address === host.address && ssh.port === host.ssh.port,
      );
      return [former && !old.has(key) ? former[0] : key, host];
    }),
  );
}

/** The name is the key already: it is a field only where it changes. */
function fieldsOf(hosts: Hosts, others: Hosts): Record<string, unknown> {
  const entries = [...hosts].map(([key, host]) => {
    const { name, ...fields } = host;
    const other = others.get(key);
    return [key, other && other.name !== name ? host : fields];
  });
  return Object.fromEntries(entries);
}

function compare(path: string, before: unknown, after: unknown): PlanChange[] {
  if (same(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compare(path === '' ? key : `${path}.${key}`, before[key], after[key]));
  }
  if (before === undefined) return [{ path, kind: 'added', after }];
  if (after === undefined) return [{ path, kind: 'removed', before }];
  return [{ path, kind: 'changed', before, after }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Both came through the schema: plain data, whose records may differ in the order of their keys. */
function same(a: unknown, b: unknown): boolean {
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
  }
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  return a === b;
}
