import { expect, test } from 'vitest';
import en from '@/messages/en/plan.json';
import zh from '@/messages/zh/plan.json';
import { parseHostLines } from './parse-host-lines';
import { strictTranslator } from './testing-texts';

const short = (text: string, taken: string[] = []) =>
  parseHostLines(text, taken).hosts.map(({ name, address, user, port }) =>
    [name, `${user ? `${user}@` : ''}${address}${port ? `:${port}` : ''}`].join(' '),
  );
const failures = (text: string) =>
  parseHostLines(text).errors.map(({ line, column, code, values }) => [line, column, code, values.found]);

test('a range of addresses gets made-up names', () => {
  expect(short('10.0.0.[11-13]')).toEqual(['node-1 10.0.0.11', 'node-2 10.0.0.12', 'node-3 10.0.0.13']);
  expect(short('10.0.0.11-12')).toEqual(['node-1 10.0.0.11', 'node-2 10.0.0.12']);
});

test('a made-up name repeats none that is taken', () => {
  expect(short('10.0.0.[11-12]\nnode-3 10.0.0.13', ['node-1'])).toEqual([
    'node-2 10.0.0.11',
    'node-4 10.0.0.12',
    'node-3 10.0.0.13',
  ]);
});

test('name and address come in either order, with user and port', () => {
  expect(short('db 10.0.0.1\n10.0.0.2 web\nops@10.0.0.3:2222\nedge ops@10.0.0.4:2222')).toEqual([
    'db 10.0.0.1',
    'web 10.0.0.2',
    'node-1 ops@10.0.0.3:2222',
    'edge ops@10.0.0.4:2222',
  ]);
});

test('tables, comments and blank lines are taken as they come', () => {
  expect(short('name,address\ndb,10.0.0.1\r\n\n# later\nweb\t10.0.0.2 # rack B\n"api"; 10.0.0.3')).toEqual([
    'db 10.0.0.1',
    'web 10.0.0.2',
    'api 10.0.0.3',
  ]);
});

test('a DNS name is an address and brings its name', () => {
  expect(short('Web1.example.com\ndb db.example.com')).toEqual(['web1 web1.example.com', 'db db.example.com']);
});

test('ranges of names and addresses go together', () => {
  expect(short('web-[1-2] 10.0.0.[11-12]')).toEqual(['web-1 10.0.0.11', 'web-2 10.0.0.12']);
  expect(short('web-[1,3],10.0.0.[11,13]')).toEqual(['web-1 10.0.0.11', 'web-3 10.0.0.13']);
});

const broken: [string, [number, number, string, string]][] = [
  ['10.0.0.256', [1, 1, 'address', '10.0.0.256']],
  ['\n  web_1', [2, 3, 'address', 'web_1']],
  ['a [fd00::1]', [1, 3, 'ipv6', '[fd00::1]']],
  ['fd00::1', [1, 1, 'ipv6', 'fd00::1']],
  ['Node 10.0.0.1', [1, 1, 'name', 'Node']],
  ['a b@@10.0.0.1', [1, 3, 'user', 'b@']],
  ['10.0.0.1:0', [1, 1, 'port', '0']],
  ['10.0.0.1:99999', [1, 1, 'port', '99999']],
  ['10.0.0.13-11', [1, 1, 'range', '10.0.0.13-11']],
  ['10.[0-99].[0-99].1', [1, 1, 'rangeTooLarge', '10.[0-99].[0-99].1']],
  ['web-[1-2] 10.0.0.[1-3]', [1, 1, 'rangeMismatch', 'web-[1-2]']],
  ['web 10.0.0.[1-3]', [1, 1, 'nameForRange', 'web']],
  ['a 10.0.0.1 worker', [1, 12, 'tooManyFields', 'worker']],
  ['10.0.0.1\na 10.0.0.1', [2, 1, 'duplicateAddress', '10.0.0.1']],
  ['a 10.0.0.1\na 10.0.0.2', [2, 1, 'duplicateName', 'a']],
];

test.each(broken)('%j says where and what was found', (text, error) => {
  expect(failures(text)).toEqual([error]);
});

test('every error has a text in both languages that finds its values', () => {
  const translators = [strictTranslator('en', en), strictTranslator('zh', zh)];
  for (const { code, values } of broken.flatMap(([text]) => parseHostLines(text).errors)) {
    for (const translate of translators) expect(translate(`hostLines.${code}`, values)).toContain(String(values.found));
  }
});

test('a line with an error does not take the others with it', () => {
  const { hosts, errors } = parseHostLines('10.0.0.1\n10.0.0.999\n10.0.0.3');
  expect(hosts.map(({ line, address }) => [line, address])).toEqual([
    [1, '10.0.0.1'],
    [3, '10.0.0.3'],
  ]);
  expect(errors).toHaveLength(1);
});

test('nothing gives nothing', () => {
  expect(parseHostLines(' \n# a\n')).toEqual({ hosts: [], errors: [] });
});
