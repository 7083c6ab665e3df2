import { expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { databaseSchema } from '@/lib/plan/schema';
import {
  type DatabaseSeen,
  isLeftover,
  judgeCharset,
  judgeDatabases,
  judgeLatency,
  judgeReadOnly,
  judgeReplica,
  judgeVersion,
  roundTripOf,
  tableName,
} from './judge';

const plan = (rainbond: '5.17' | '6.x', version: '5.7' | '8.0') =>
  samplePlan((made) => {
    withRainbond(made, rainbond);
    made.database = databaseSchema.parse({ kind: 'external', host: 'db', version });
  });
const seen = (name: string, more: Partial<DatabaseSeen> = {}): DatabaseSeen => ({
  name,
  exists: true,
  charset: 'utf8mb4',
  tables: [],
  ...more,
});

test.each([
  ['8.0.0', '6.x', '8.0', 'passed', undefined],
  ['8.4.2', '6.x', '8.0', 'passed', undefined],
  ['7.9.99', '6.x', '8.0', 'finding', 'block'],
  ['5.7.44-log', '6.x', '5.7', 'finding', 'block'],
  ['5.7.44-log', '5.17', '5.7', 'passed', undefined],
  ['5.6.51', '5.17', '5.7', 'finding', 'block'],
  ['5.7.44', '5.17', '8.0', 'finding', 'warn'],
  ['8.0.36', '5.17', '5.7', 'finding', 'warn'],
  ['10.11.6-MariaDB-log', '6.x', '8.0', 'finding', 'warn'],
] as const)(
  'mysql.version: %s for Rainbond %s where the plan says %s: %s %s',
  (found, rainbond, version, state, severity) => {
    const outcome = judgeVersion(found, 'MySQL Community Server - GPL', plan(rainbond, version));
    expect(outcome.state).toBe(state);
    expect('severity' in outcome ? outcome.severity : undefined).toBe(severity);
  },
);

test('mysql.version: a MariaDB that says the version of a MySQL is told by its comment', () => {
  expect(judgeVersion('8.0.36', 'mariadb.org binary distribution', plan('6.x', '8.0'))).toMatchObject({
    severity: 'warn',
    values: { problem: 'mariadb' },
  });
});

test('mysql.version: what is no version is not understood', () => {
  expect(judgeVersion('proxy', '', plan('6.x', '8.0'))).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('mysql.latency: 5 ms pass, 5.1 are a warning', () => {
  expect(judgeLatency(5, 20).state).toBe('passed');
  expect(judgeLatency(5.1, 20)).toMatchObject({ severity: 'warn', values: { ms: 5.1, limit: 5 } });
});

test('mysql.latency: the round trip is read out of ss, the smallest of several', () => {
  const line = 'ESTAB 0 0 10.0.0.1:42 10.0.0.9:3306\n\t cubic wscale:7,7 rto:204 rtt:3.25/0.5 ato:40 minrtt:0.02';
  expect(roundTripOf(line)).toBe(3.25);
  expect(roundTripOf(`${line}\n${line.replace('3.25', '0.5')}`)).toBe(0.5);
  expect(roundTripOf('')).toBeNull();
});

test('mysql.replica: 10 s behind pass, 11 are a warning, and so is a replica that stopped', () => {
  expect(judgeReplica(null)).toMatchObject({ state: 'passed', values: { state: 'none' } });
  expect(judgeReplica({ Source_Host: 'db1', Seconds_Behind_Source: 10 }).state).toBe('passed');
  expect(judgeReplica({ Source_Host: 'db1', Seconds_Behind_Source: 11 })).toMatchObject({
    severity: 'warn',
    values: { source: 'db1', seconds: 11 },
  });
  expect(judgeReplica({ Master_Host: 'db1', Seconds_Behind_Master: null, Last_IO_Error: 'no route' })).toMatchObject({
    severity: 'warn',
    values: { state: 'stopped' },
    evidence: 'no route',
  });
});

test('mysql.databases: empty ones and Rainbond’s own pass', () => {
  expect(judgeDatabases({ console: seen('console'), region: seen('region') }, 'rainbond')).toMatchObject({
    state: 'passed',
    values: { problem: 'empty' },
  });
  const own = { console: seen('console', { tables: ['tenant_info', 'user_info', 'app'] }), region: seen('region') };
  expect(judgeDatabases(own, 'rainbond')).toMatchObject({ state: 'passed', values: { problem: 'known', tables: 3 } });
});

test('mysql.databases: one that is missing, or holds tables of something else, blocks', () => {
  const missing = { console: seen('console'), region: seen('region', { exists: false }) };
  expect(judgeDatabases(missing, 'rainbond')).toMatchObject({ severity: 'block', values: { names: 'region' } });
  const foreign = { console: seen('console', { tables: ['user_info', 'wp_posts'] }), region: seen('region') };
  expect(judgeDatabases(foreign, 'rainbond')).toMatchObject({
    severity: 'block',
    values: { problem: 'foreign', names: 'console' },
    evidence: 'console.user_info\nconsole.wp_posts',
  });
});

test('mysql.databases: what an earlier check of ours left is nobody’s table', () => {
  const both = { console: seen('console', { tables: [tableName(1, 'abc', 0)] }), region: seen('region') };
  expect(judgeDatabases(both, 'rainbond').state).toBe('passed');
});

test('mysql.charset: utf8mb4 passes, utf8mb3 blocks and is named', () => {
  expect(judgeCharset([seen('console'), seen('region')]).state).toBe('passed');
  expect(judgeCharset([seen('console', { charset: 'utf8mb3' }), seen('region')])).toMatchObject({
    severity: 'block',
    values: { found: 'console: utf8mb3' },
  });
});

test('mysql.readonly: any variable that is on blocks', () => {
  expect(judgeReadOnly([]).state).toBe('passed');
  expect(judgeReadOnly(['super_read_only'])).toMatchObject({ severity: 'block', values: { found: 'super_read_only' } });
});

test('mysql.privileges: a table of ours is left over after 600 s, and nobody else’s ever', () => {
  const table = tableName(1_000, 'a-b_c', 3);
  expect(table).toBe('slipway_preflight_1000_abc_3');
  expect(isLeftover(table, 1_600)).toBe(false);
  expect(isLeftover(table, 1_601)).toBe(true);
  expect(isLeftover('slipway_preflight_notes', 9_999_999)).toBe(false);
});
