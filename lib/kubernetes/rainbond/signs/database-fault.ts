import type { Look, Sign } from '../look';

/**
 * What MySQL and Go's driver for it write. Numbers are MySQL's error codes (server error message reference, 8.0); the
 * rest is Go's `net`. The first that matches wins.
 */
const faults: [variant: string, pattern: RegExp][] = [
  ['no-rights', /Error (?:1044|1142)\b/],
  ['access-denied', /Error 1045\b|Access denied for user/],
  ['unknown-database', /Error 1049\b|Unknown database/],
  ['host-refused', /Error (?:1130|1129)\b|is not allowed to connect|is blocked because of many connection errors/],
  ['too-many', /Error (?:1040|1203|1226)\b|Too many connections/],
  ['auth-plugin', /authentication plugin|old password authentication|requires secure connection/i],
  ['unknown-host', /no such host|server misbehaving|lookup \S+/],
  ['refused', /connection refused/],
  ['unreachable', /i\/o timeout|no route to host|network is unreachable|timed out|deadline exceeded/],
  ['broken', /bad connection|invalid connection|unexpected EOF|connection reset|malformed packet/],
];

type DatabaseFault = { variant: string; user: string; host: string; port: string; database: string };

/**
 * What is wrong with a database by its driver's message; the parts that the message names, '' for the others. The host behind a
 * user's @ is where MySQL saw the client come from, not MySQL's.
 */
function databaseFault(message: string): DatabaseFault {
  const [, host = '', port = ''] = /dial tcp (\[[^\]]+\]|[^\s:]+):(\d+)/.exec(message) ?? [];
  return {
    variant: faults.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other',
    user: /user '([^']*)'@'/.exec(message)?.[1] ?? '',
    host: /lookup ([^\s:]+)/.exec(message)?.[1] ?? host,
    port,
    database: /(?:Unknown |to )database '([^']+)'/.exec(message)?.[1] ?? '',
  };
}

/**
 * A sign's part about Rainbond's database, as a message of its driver tells it: RainbondCluster says where it is, the message what it lacks.
 * The same fault of the same server is one cause, whoever suffers from it; rights and names are one database's own.
 */
export function databaseSign(
  { objects: { cluster } }: Look,
  which: 'region' | 'console',
  message: string,
): Pick<Sign, 'kind' | 'variant' | 'same' | 'values'> {
  const spec = which === 'region' ? cluster?.spec?.regionDatabase : cluster?.spec?.uiDatabase;
  const fault = databaseFault(message);
  const host = spec?.host || fault.host;
  const port = spec?.port ?? (Number(fault.port) || 3306);
  return {
    kind: 'database',
    variant: fault.variant,
    same: ['no-rights', 'unknown-database'].includes(fault.variant) ? which : `${host}:${port}`,
    values: {
      which,
      host,
      port,
      user: fault.user || (spec?.username ?? ''),
      database: fault.database || spec?.name || which,
      // From where MySQL saw the client come: what has to be allowed there.
      from: /@'([^']+)'|Host '([^']+)'/.exec(message)?.slice(1).find(Boolean) ?? '',
    },
  };
}

/** Whether a component's last words are about its MySQL, told by MySQL's own error or its port. */
export const isDatabaseFault = (message: string) =>
  /Error (?:1040|1044|1045|1049|1129|1130|1142|1203|1226)\b/.test(message) ||
  /dial tcp [^\s]*:3306\b/.test(message) ||
  /Access denied for user '[^']*'@/.test(message);
