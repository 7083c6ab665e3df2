import { quote } from '@/lib/text/quote';
import type { ProbeCheck } from '../../../check';
import { checksOf } from '../probe-check';
import { usesDatabase } from '../users';

const check = checksOf('mysql', 'database', usesDatabase);

type Database = { host: string; port: number; user: string; consoleDatabase: string; regionDatabase: string };

/** The mysql client asks for the password: it stands in no command. */
const ask =
  (sql: (database: Database) => string): ProbeCheck['byHand'] =>
  ({ plan: { database } }) => {
    if (database.kind !== 'external') return '';
    return `mysql -h ${quote(database.host)} -P ${database.port} -u ${quote(database.user)} -p -e ${quote(sql(database))}`;
  };
const sqlText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const both = ({ consoleDatabase, regionDatabase }: Database) =>
  `(${sqlText(consoleDatabase)}, ${sqlText(regionDatabase)})`;

export const mysqlChecks: ProbeCheck[] = [
  check('mysql.reach', 'a TCP connection from the host', ({ plan: { database } }) =>
    database.kind === 'external'
      ? `timeout 5 bash -c '</dev/tcp/$0/${database.port}' ${quote(database.host)} && echo open`
      : '',
  ),
  check(
    'mysql.login',
    'MySQL grants are per client host',
    ask(() => 'SELECT CURRENT_USER()'),
  ),
  check(
    'mysql.version',
    'Rainbond: MySQL 5.7 or 8.0; Rainbond 6.x: 8.0 and later',
    ask(() => 'SELECT VERSION()'),
  ),
  check(
    'mysql.readonly',
    'MySQL read_only, super_read_only',
    ask(() => "SHOW VARIABLES LIKE '%read_only'"),
  ),
  check(
    'mysql.databases',
    'Rainbond: databases are made beforehand',
    ask(
      (database) =>
        `SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema IN ${both(database)}`,
    ),
  ),
  check(
    'mysql.charset',
    'Rainbond: utf8mb4',
    ask(
      (database) =>
        `SELECT schema_name, default_character_set_name FROM information_schema.schemata WHERE schema_name IN ${both(database)}`,
    ),
  ),
  check(
    'mysql.privileges',
    'proved by creating and dropping a table',
    ask(() => 'SHOW GRANTS'),
  ),
  check('mysql.latency', 'Rainbond: same LAN; threshold ours: 5 ms', ({ plan: { database } }) =>
    database.kind === 'external' ? `ss -tin "dport = :${database.port}" | grep -o 'rtt:[^ ]*'` : '',
  ),
  check(
    'mysql.replica',
    'MySQL Seconds_Behind_Source; threshold ours: 10 s',
    ask(() => 'SHOW REPLICA STATUS\\G'),
  ),
];
