import type { Plan } from '@/lib/plan/schema';
import { finding, notRun, type Outcome, passed } from '../../../check';

/** Milliseconds above which Rainbond's many small queries are felt. Ours: a LAN stays below 1. */
export const latencyLimitMs = 5;
/** Seconds. Ours. A warning: the install itself doesn't read what is behind, and a replica that refuses writes is stopped by mysql.readonly. */
export const replicaLagLimitSeconds = 10;

/** Name of what the privileges check makes; `time` is the server's, in seconds, so that a later run knows its age. */
export const tablePrefix = 'slipway_preflight_';
/** What an earlier check left behind is removed when it is older: until then its check may still run. */
export const leftoverSeconds = 600;

export const tableName = (time: number, nonce: string, index: number): string =>
  `${tablePrefix}${time}_${nonce.replace(/[^A-Za-z0-9]/g, '').slice(0, 20)}_${index}`;

export function isLeftover(table: string, now: number): boolean {
  const [, time] = new RegExp(`^${tablePrefix}(\\d+)_`).exec(table) ?? [];
  return time !== undefined && now - Number(time) > leftoverSeconds;
}

/**
 * @param found what `SELECT VERSION()` says, such as `8.0.36-0ubuntu0.22.04.1` or `10.11.6-MariaDB-log`
 * @param comment `@@version_comment`: names the maker where the version doesn't
 */
export function judgeVersion(found: string, comment: string, plan: Plan): Outcome {
  if (plan.database.kind !== 'external') return notRun('incomplete', { what: 'database' });
  const planned = plan.database.version;
  const oldest = plan.rainbond.kind === '6.x' ? '8.0' : '5.7';
  const values = { found, planned, oldest };
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(found) ?? [];
  if (major === undefined || minor === undefined) return notRun('unreadable', { found: found.slice(0, 200) });
  if (/mariadb/i.test(`${found} ${comment}`)) return finding('warn', { ...values, problem: 'mariadb' });
  const number = Number(major) * 100 + Number(minor);
  if (number < (oldest === '8.0' ? 800 : 507)) return finding('block', { ...values, problem: 'old' });
  const asPlanned = planned === '5.7' ? number === 507 : number >= 800;
  return asPlanned ? passed({ ...values, problem: 'none' }) : finding('warn', { ...values, problem: 'other' });
}

export type DatabaseSeen = { name: string; exists: boolean; charset: string; tables: string[] };

/** Tables that Rainbond itself makes there: db/model of rainbond (region), models of rainbond-console. */
const ownTables = { console: ['tenant_info', 'user_info'], region: ['tenants', 'tenant_services'] };

/** Empty, or Rainbond's own from before: anything else belongs to somebody. */
export function judgeDatabases(seen: { console: DatabaseSeen; region: DatabaseSeen }, user: string): Outcome {
  const both = [seen.console, seen.region];
  const missing = both.filter(({ exists }) => !exists).map(({ name }) => name);
  if (missing.length > 0) return finding('block', { problem: 'missing', names: missing.join(', '), user, tables: 0 });
  const tablesOf = ({ tables }: DatabaseSeen) => tables.filter((table) => !table.startsWith(tablePrefix));
  const tables = tablesOf(seen.console).length + tablesOf(seen.region).length;
  const foreign = (['console', 'region'] as const).filter((kind) => {
    const own = tablesOf(seen[kind]);
    return own.length > 0 && !ownTables[kind].every((name) => own.includes(name));
  });
  if (foreign.length > 0) {
    const names = foreign.map((kind) => seen[kind].name).join(', ');
    const listed = foreign.flatMap((kind) => tablesOf(seen[kind]).map((table) => `${seen[kind].name}.${table}`));
    return finding('block', { problem: 'foreign', names, user, tables }, listed.slice(0, 50).join('\n'));
  }
  return passed({
    problem: tables === 0 ? 'empty' : 'known',
    names: both.map(({ name }) => name).join(', '),
    user,
    tables,
  });
}

export function judgeCharset(both: DatabaseSeen[]): Outcome {
  const wrong = both.filter(({ charset }) => charset !== 'utf8mb4');
  const found = (wrong.length > 0 ? wrong : both).map(({ name, charset }) => `${name}: ${charset}`).join(', ');
  return wrong.length > 0 ? finding('block', { found }) : passed({ found });
}

/** Variables that are on, by name. */
export function judgeReadOnly(on: string[]): Outcome {
  return on.length > 0 ? finding('block', { found: on.join(', ') }) : passed({ found: 'none' });
}

export function judgeLatency(ms: number, queries: number): Outcome {
  const values = { ms, queries, limit: latencyLimitMs };
  return ms > latencyLimitMs ? finding('warn', values) : passed(values);
}

/** Smoothed round trip in ms out of `ss -ti`: `… rtt:0.042/0.02 ato:40 …`; the smallest of several connections. */
export function roundTripOf(ss: string): number | null {
  const found = [...ss.matchAll(/\brtt:([\d.]+)\//g)].map(([, ms]) => Number(ms));
  return found.length > 0 ? Math.min(...found) : null;
}

/** The row of SHOW REPLICA STATUS; null when the server follows nobody. */
export function judgeReplica(row: Record<string, unknown> | null): Outcome {
  if (row === null) return passed({ state: 'none', source: '', seconds: 0 });
  const source = String(row.Source_Host ?? row.Master_Host ?? '');
  const behind = row.Seconds_Behind_Source ?? row.Seconds_Behind_Master ?? null;
  const evidence = String(row.Last_IO_Error || row.Last_SQL_Error || '');
  if (behind === null) return finding('warn', { state: 'stopped', source, seconds: 0 }, evidence);
  const seconds = Number(behind);
  const values = { state: 'behind', source, seconds };
  return seconds > replicaLagLimitSeconds ? finding('warn', values, evidence) : passed(values);
}
