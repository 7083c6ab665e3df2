import type { Plan } from './schema';

/**
 * One change between two documents. Hosts are known by name, so that a new host in the middle doesn't change all that follow:
 * `hosts.node-2.address`. A value that is not there is undefined; lists are compared whole.
 */
export type PlanChange = { path: string; kind: 'added' | 'removed' | 'changed'; before?: unknown; after?: unknown };

/** What `after` changes in `before`, in the order of the document. */
export function diffPlans(before: Plan, after: Plan): PlanChange[] {
  return compare('', byName(before), byName(after));
}

function byName(plan: Plan): Record<string, unknown> {
  const hosts: Record<string, unknown> = {};
  plan.hosts.forEach((host, index) => {
    const key = host.name !== '' && !(host.name in hosts) ? host.name : `#${index + 1}`;
    const { name, ...fields } = host;
    hosts[key] = fields;
  });
  return { ...plan, hosts };
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
