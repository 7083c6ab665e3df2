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

export type DatabaseFault = { variant: string; user: string; host: string; database: string };

/** What is wrong with a database by its driver's message; the parts that the message names, '' for the others. */
export function databaseFault(message: string): DatabaseFault {
  const account = /user '([^']*)'@'([^']*)'/.exec(message);
  return {
    variant: faults.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other',
    user: account?.[1] ?? '',
    host:
      /lookup ([^\s:]+)/.exec(message)?.[1] ??
      /dial tcp (\[[^\]]+\]:\d+|[^\s:]+:\d+)/.exec(message)?.[1] ??
      account?.[2] ??
      /Host '([^']+)'/.exec(message)?.[1] ??
      '',
    database: /(?:Unknown |to )database '([^']+)'/.exec(message)?.[1] ?? '',
  };
}

/** Whether a component's last words are about its MySQL, told by MySQL's own error or its port. */
export const isDatabaseFault = (message: string) =>
  /Error (?:1040|1044|1045|1049|1129|1130|1142|1203|1226)\b/.test(message) ||
  /dial tcp [^\s]*:3306\b/.test(message) ||
  /Access denied for user '[^']*'@/.test(message);
