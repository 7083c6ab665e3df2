import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { databaseSchema } from '@/lib/plan/schema';
import en from '@/messages/en/checks-services.json';
import zh from '@/messages/zh/checks-services.json';
import { finding, type Outcome, passed } from '../../check';
import { serviceProbes } from '.';
import * as etcd from './etcd/judge';
import * as lb from './load-balancer/judge';
import * as mysql from './mysql/judge';
import * as nfs from './nfs/judge';
import * as registry from './registry/judge';

const plan = samplePlan((made) => {
  withRainbond(made);
  made.database = databaseSchema.parse({ kind: 'external', host: 'db' });
});
const db = (name: string, more: Partial<mysql.DatabaseSeen> = {}) => ({
  name,
  exists: true,
  charset: 'latin1',
  tables: [],
  ...more,
});
const databases = (more: Partial<mysql.DatabaseSeen>) =>
  mysql.judgeDatabases({ console: db('console', more), region: db('region') }, 'rainbond');
const endpoint: etcd.EndpointSeen = {
  endpoint: 'a:2379',
  noConnection: null,
  tls: { problem: 'none', found: '' },
  notAfter: 0,
  health: { healthy: true, found: 'none' },
  version: '3.5.1',
  clusterId: '1',
  members: 3,
};
const tls = (problem: 'plain' | 'chain' | 'name' | 'client' | 'no-tls' | 'open') =>
  etcd.judgeTls([{ ...endpoint, tls: { problem, found: 'X' } }]);
const certificate = (days: number, chainProblem: string | null = null, otherNames: string | null = null) =>
  registry.judgeTls({ chainProblem, otherNames, notAfter: days * 86_400_000 }, 'hub', 'given', 0);
const through = (backend: string | null, how: 'plain' | 'proxied' = 'plain'): lb.Seen => ({
  port: 80,
  client: 'c',
  backend,
  how,
  found: 'X',
});
const backend = (seen: lb.Seen[]) => lb.judgeBackend(seen, 'a', [80], []);
const backends = [backend([]), backend([through('b')]), backend([through('a', 'proxied')]), backend([through('a')])];
const drops = [lb.judgeDrop('a', 2, 30), lb.judgeDrop('a', 31, 30)];
const reach = (found: string) => ({ where: 'db:3306', found });

/** What each check can say, with the values that its texts quote. */
const outcomes: Record<string, Outcome[]> = {
  'mysql.reach': [passed(reach('none')), finding('block', reach('Connection refused'))],
  'mysql.login': [passed({ user: 'u', ...reach('none') }), finding('block', { user: 'u', ...reach('Access denied') })],
  'mysql.version': ['8.0.1', '5.6.1', '10.11.6-MariaDB'].map((found) => mysql.judgeVersion(found, '', plan)),
  'mysql.readonly': [mysql.judgeReadOnly([]), mysql.judgeReadOnly(['read_only'])],
  'mysql.databases': [{}, { exists: false }, { tables: ['x'] }, { tables: ['tenant_info', 'user_info'] }].map(
    databases,
  ),
  'mysql.charset': [mysql.judgeCharset([db('console')]), mysql.judgeCharset([db('console', { charset: 'utf8mb4' })])],
  'mysql.privileges': [
    passed({ database: 'console, region', found: 'none', errno: 0 }),
    finding('block', { database: 'console', found: 'DROP command denied', errno: 1142 }),
  ],
  'mysql.latency': [mysql.judgeLatency(1, 20), mysql.judgeLatency(9, 20)],
  'mysql.replica': [null, { Source_Host: 'a' }, { Source_Host: 'a', Seconds_Behind_Source: 99 }].map(
    mysql.judgeReplica,
  ),
  'registry.reach': [passed(reach('none')), finding('block', reach('X'))],
  'registry.scheme': [
    passed({ planned: 'https', found: 'https' }),
    finding('block', { planned: 'https', found: 'http' }),
    finding('block', { planned: 'http', found: 'EPROTO' }),
  ],
  'registry.tls': [
    certificate(90),
    certificate(3),
    certificate(-2),
    certificate(90, 'X'),
    certificate(90, null, 'other'),
  ],
  'registry.login': [
    passed({ user: 'u', where: 'hub', status: 200 }),
    finding('block', { user: 'u', where: 'hub', status: 401 }),
  ],
  'registry.delete': [
    passed({ repository: 'r', problem: 'none', found: 'none' }),
    ...['disabled', 'denied', 'failed'].map((problem) => finding('warn', { repository: 'r', problem, found: 'X' })),
  ],
  'registry.push': [
    passed({ repository: 'r', found: 'none', how: 'image' }),
    passed({ repository: 'r', found: 'none', how: 'upload' }),
    finding('block', { repository: 'r', found: 'X', how: 'image' }),
  ],
  'registry.pull': [passed({ repository: 'r', found: 'none' }), finding('block', { repository: 'r', found: 'X' })],
  'registry.push-rate': [registry.judgeRate(8e6, 1e8), registry.judgeRate(8e6, 1e9)],
  'registry.pull-rate': [registry.judgeRate(8e6, 1e8), registry.judgeRate(8e6, 1e9)],
  'etcd.reach': [etcd.judgeReach([endpoint]), etcd.judgeReach([{ ...endpoint, noConnection: 'X' }])],
  'etcd.tls': [
    etcd.judgeTls([endpoint]),
    ...(['plain', 'chain', 'name', 'client', 'no-tls', 'open'] as const).map(tls),
    ...['key', 'unreadable'].map((problem) => finding('block', { problem, found: 'X' })),
  ],
  'etcd.expiry': [90, 3].map((days) => etcd.judgeExpiry([{ name: 'CA', notAfter: days * 86_400_000 }], 0)),
  'etcd.health': [
    etcd.judgeHealth([endpoint]),
    etcd.judgeHealth([{ ...endpoint, health: { healthy: false, found: 'X' } }]),
  ],
  'etcd.version': [etcd.judgeVersion([endpoint]), etcd.judgeVersion([{ ...endpoint, version: '3.2.1' }])],
  'etcd.members': [
    ...[3, 2, 1].map((members) => etcd.judgeMembers([{ ...endpoint, members }])),
    etcd.judgeMembers([endpoint, { ...endpoint, clusterId: '2' }]),
  ],
  'nfs.ports': [nfs.judgePorts('s', '3', new Map()), nfs.judgePorts('s', '3', new Map([[111, 'X']]))],
  'nfs.versions': [nfs.judgeVersions(['3'], '3'), nfs.judgeVersions(['3'], '4'), nfs.judgeVersions([], '4')],
  'nfs.mount': [
    passed({ export: 's:/p', version: '4.1', problem: 'none', found: 'none' }),
    ...['mount', 'write'].map((problem) => finding('block', { export: 's:/p', version: '4.1', problem, found: 'X' })),
  ],
  'nfs.squash': [nfs.judgeSquash('12345:12345'), nfs.judgeSquash('0:0')],
  'nfs.lock': [
    [true, false],
    [true, true],
    [false, false],
  ].map(([a = false, b = false]) =>
    nfs.judgeLock(
      new Map([
        ['a', a],
        ['b', b],
      ]),
    ),
  ),
  'nfs.fsync': [nfs.judgeSync(1), nfs.judgeSync(99)],
  'nfs.space': [nfs.judgeSpace(1), nfs.judgeSpace(1e12)],
  'lb.gateway': backends,
  'lb.gateway-drop': drops,
  'lb.api': backends,
  'lb.api-drop': drops,
  'lb.client': [lb.judgeClient([through('a')], 'lb:6443'), lb.judgeClient([through(null)], 'lb:6443')],
};

test('every check of a service is listed here', () => {
  const ids = serviceProbes.flatMap(({ checks }) => checks.map(({ id }) => id));
  expect(Object.keys(outcomes).sort()).toEqual(ids.sort());
});

describe.each([
  ['en', en],
  ['zh', zh],
] as const)('in %s', (locale, messages) => {
  const translate = createTranslator({
    locale,
    messages: messages as Record<string, unknown>,
    onError: (error) => {
      throw error;
    },
  }) as (key: string, values?: Record<string, string | number>) => string;

  test.each(Object.entries(outcomes))('%s: its texts hold with what it can say', (id, said) => {
    for (const outcome of said) {
      expect(outcome.state).not.toBe('not-run');
      const keys = outcome.state === 'finding' ? ['title', 'why', 'found', 'needed'] : ['found', 'needed'];
      for (const key of keys) {
        const text = translate(`${id}.${key}`, outcome.values);
        expect(text, key).not.toBe('');
        expect(text, key).not.toMatch(/[{}]|undefined|NaN|: none/);
      }
    }
    expect(translate(`${id}.name`)).not.toBe('');
  });
});
