import type { PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { finding, notRun, type Outcome, passed } from '../../../check';
import type { Probe, ProbeSession } from '../../../probe';
import { answer, onEach, type Say, textOf } from '../answer';
import { NoConnection, reach } from '../reach';
import { usesDatabase } from '../users';
import { mysqlChecks } from './checks';
import { isRefusal, MysqlClient } from './client';
import {
  type DatabaseSeen,
  judgeCharset,
  judgeDatabases,
  judgeLatency,
  judgeReadOnly,
  judgeReplica,
  judgeVersion,
  roundTripOf,
} from './judge';
import { provePrivileges } from './privileges';

const ids = mysqlChecks.map(({ id }) => id);
/** Enough for the kernel's smoothed round trip (an eighth of each new one) to forget the login. */
const latencyQueries = 20;

type External = Extract<ProbeSession['context']['plan']['database'], { kind: 'external' }>;

/** The database that the plan names, used from each host as Rainbond will. */
export const mysqlProbe: Probe = {
  id: 'mysql',
  checks: mysqlChecks,
  deadlineSeconds: 40,
  stage: 2,
  run: async (session) => {
    const { plan } = session.context;
    const { database } = plan;
    if (database.kind !== 'external') return;
    const hosts = session.hosts.filter((host) => usesDatabase(session.context, host));
    await onEach(session, hosts, 8, (host, index) =>
      answer(session, host, ids, (say) => look(session, host, index, database, say)),
    );
  },
};

async function look(
  session: ProbeSession,
  host: PlanHost,
  index: number,
  database: External,
  say: Say,
): Promise<string | null> {
  const { host: address, port } = database;
  if (!address) {
    say('mysql.reach', notRun('incomplete', { what: 'address' }));
    return 'mysql.reach';
  }
  const where = `${address}:${port}`;
  const stream = await reach(session.on(host), address, port, { signal: session.signal }).catch((error) => {
    if (!(error instanceof NoConnection)) throw error;
    say('mysql.reach', finding('block', { where, found: error.found }));
    return null;
  });
  if (!stream) return 'mysql.reach';
  say('mysql.reach', passed({ where, found: 'none' }));

  const secret = database.credential ? await session.secret(database.credential) : null;
  const user = database.user || secret?.user || '';
  if (!secret || !user) {
    stream.destroy();
    say('mysql.login', notRun('incomplete', { what: 'credential' }));
    return 'mysql.login';
  }
  let client: MysqlClient;
  try {
    client = await MysqlClient.login(stream, { user, password: secret.password });
  } catch (error) {
    const found = isRefusal(error) ? error.sqlMessage : textOf(error);
    say('mysql.login', finding('block', { user, where, found }));
    return 'mysql.login';
  }
  try {
    return await use(client, session, host, index, database, user, say);
  } finally {
    client.close();
  }
}

async function use(
  client: MysqlClient,
  session: ProbeSession,
  host: PlanHost,
  index: number,
  database: External,
  user: string,
  say: Say,
): Promise<string | null> {
  const [server = {}] = await client.rows(
    'SELECT VERSION() AS version, @@version_comment AS comment, CURRENT_USER() AS me',
  );
  say('mysql.login', passed({ user: String(server.me), where: `${database.host}:${database.port}`, found: 'none' }));
  say('mysql.version', judgeVersion(String(server.version), String(server.comment), session.context.plan));
  const variables = await client.rows(
    "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'super_read_only', 'innodb_read_only')",
  );
  const on = variables.filter(({ Value }) => !['OFF', '0'].includes(String(Value).toUpperCase()));
  const readOnly = judgeReadOnly(on.map(({ Variable_name }) => String(Variable_name)));
  say('mysql.readonly', readOnly);
  say('mysql.replica', await replica(client));
  say('mysql.latency', await latency(client, session, host, database.port));

  const names = [database.consoleDatabase, database.regionDatabase];
  if (names.includes('')) {
    say('mysql.databases', notRun('incomplete', { what: 'database' }));
    return 'mysql.databases';
  }
  const [console, region] = await databasesSeen(client, names);
  if (!console || !region) throw new Error('the server said nothing of its databases');
  const databases = judgeDatabases({ console, region }, user);
  say('mysql.databases', databases);
  if (!console.exists || !region.exists) return 'mysql.databases';
  say('mysql.charset', judgeCharset([console, region]));
  if (readOnly.state !== 'passed') return 'mysql.readonly';
  // Nothing is written where the tables of somebody else are.
  if (databases.state !== 'passed') return 'mysql.databases';
  say('mysql.privileges', await provePrivileges(client, names, session.nonce, index));
  return null;
}

async function databasesSeen(client: MysqlClient, names: string[]): Promise<DatabaseSeen[]> {
  const schemas = await client.rows(
    'SELECT schema_name AS name, default_character_set_name AS charset FROM information_schema.schemata WHERE schema_name IN (?)',
    [names],
  );
  const tables = await client.rows(
    'SELECT table_schema AS db, table_name AS tbl FROM information_schema.tables WHERE table_schema IN (?) ORDER BY table_name LIMIT 2000',
    [names],
  );
  return names.map((name) => {
    const schema = schemas.find((row) => row.name === name);
    return {
      name,
      exists: schema !== undefined,
      charset: String(schema?.charset ?? ''),
      tables: tables.filter((row) => row.db === name).map((row) => String(row.tbl)),
    };
  });
}

/** ER_SPECIFIC_ACCESS_DENIED_ERROR: the privilege REPLICATION CLIENT (MariaDB: SLAVE MONITOR) is missing. */
const privilegeMissing = 1227;
/** ER_PARSE_ERROR: before MySQL 8.0.22 the statement had its older name. */
const unknownStatement = 1064;

async function replica(client: MysqlClient): Promise<Outcome> {
  for (const sql of ['SHOW REPLICA STATUS', 'SHOW SLAVE STATUS']) {
    try {
      const [row] = await client.rows(sql);
      return judgeReplica(row ?? null);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error.errno === unknownStatement) continue;
      if (error.errno === privilegeMissing) return notRun('unsupported', { what: 'replication-privilege' });
      return notRun('unreadable', { found: error.sqlMessage.slice(0, 200) });
    }
  }
  return notRun('unreadable', { found: 'SHOW REPLICA STATUS' });
}

/**
 * The round trip between host and database as the host's own kernel measures it on the connection of this login, while it
 * asks small questions: the way from the console to the host isn't in it.
 */
async function latency(client: MysqlClient, session: ProbeSession, host: PlanHost, port: number): Promise<Outcome> {
  for (let query = 0; query < latencyQueries; query++) await client.rows('SELECT 1');
  const [row] = await client.rows('SELECT host AS peer FROM information_schema.processlist WHERE id = CONNECTION_ID()');
  const [, source] = /:(\d+)$/.exec(String(row?.peer ?? '')) ?? [];
  // Behind a proxy the server sees another port than the host's: then all connections to that port are looked at.
  const filter = `dport = :${port}`;
  const end = await session.on(host).run(
    `command -v ss > /dev/null || exit 42
out=$(ss -Htin ${quote(source ? `${filter} and sport = :${source}` : filter)})
[ -n "$out" ] || out=$(ss -Htin ${quote(filter)})
printf '%s' "$out"`,
    { deadlineMs: 5_000, signal: session.signal },
  );
  if (end.exitCode === 42) return notRun('tool-missing', { tool: 'ss' });
  const ms = roundTripOf(end.stdout);
  return ms === null
    ? notRun('unreadable', { found: (end.stderr || end.stdout).trim().slice(0, 200) })
    : judgeLatency(ms, latencyQueries);
}
