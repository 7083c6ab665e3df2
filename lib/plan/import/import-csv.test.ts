import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importCsv } from './import-csv';
import type { Imported } from './imported';

const sample = readFileSync(path.join(import.meta.dirname, 'samples/hosts.csv'), 'utf8');

function imported(text: string): Imported {
  const result = importCsv(text, 'prod');
  if (!result.imported) throw new Error(JSON.stringify(result.errors));
  return result.imported;
}
const errors = (text: string) =>
  importCsv(text).errors.map(({ code, line, column, path: at }) => `${code} ${line}:${column} ${at}`.trim());

test('columns are known by their names, whatever the order', () => {
  const { plan, notCarriedOver, secrets } = imported(sample);
  expect(plan.hosts).toMatchObject([
    {
      name: 'cp-1',
      address: '203.0.113.1',
      internalAddress: '10.0.0.1',
      roles: ['control-plane', 'etcd'],
      failureDomain: 'A',
    },
    { name: 'cp-2', roles: ['control-plane', 'etcd'], failureDomain: 'B', ssh: { user: 'root', port: 22 } },
    { name: 'w-1', internalAddress: '', roles: ['worker', 'gateway'], ssh: { user: 'ops', port: 2222 } },
  ]);
  expect(plan.domains.map(({ name }) => name)).toEqual(['A', 'B']);
  expect(notCarriedOver).toEqual([
    { path: 'Owner', line: 1, value: 'Li, Na', reason: 'unknownField' },
    { path: 'roles', line: 4, value: 'gpu', reason: 'unknownRole' },
  ]);
  expect(secrets.map(({ name, value, paths }) => [name, value, paths.length])).toEqual([
    ['prod: root@cp-1 +1', 'pass,word "1"', 2],
    ['prod: ops@w-1', 'other', 1],
  ]);
  expect(JSON.stringify(plan)).not.toContain('pass,word');
});

test('titles may be Chinese, and the separator a semicolon', () => {
  const { plan } = imported('主机名;地址;角色\nnode-1;10.0.0.1;控制平面、etcd\n');
  expect(plan.hosts).toMatchObject([{ name: 'node-1', address: '10.0.0.1', roles: ['control-plane', 'etcd'] }]);
});

test('without titles, lines of names and addresses are hosts', () => {
  const { plan } = imported('node-[1-2] 10.0.0.[11-12]\nops@10.0.0.13:2222\n');
  expect(plan.hosts.map(({ name, address, ssh }) => `${name} ${ssh.user}@${address}:${ssh.port}`)).toEqual([
    'node-1 root@10.0.0.11:22',
    'node-2 root@10.0.0.12:22',
    'node-3 ops@10.0.0.13:2222',
  ]);
});

test.each([
  ['name,address\na,10.0.0.1,x\n', ['columnCount 2:1']],
  [
    'name,address,port\na,10.0.0.1,ssh\nb,10.0.0.2,0\nc,10.0.0.3,70000\n',
    ['wrongType 2:12 port', 'tooSmall 3:12 port', 'tooBig 4:12 port'],
  ],
  ['name,address\n,\n"",\n', ['noHosts 1:1']],
  ['name,address\na,"10.0.0.1\n', ['quoteOpen 2:3']],
  ['user,address\nroot,\n', ['missing 2:6 address']],
  ['node-1 10.0.0.300\n', ['hostLine 1:8']],
])('%j is refused with its place', (text, expected) => {
  expect(errors(text)).toEqual(expected);
});
