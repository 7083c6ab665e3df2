import { expect, test } from 'vitest';
import { versionsIn, versionsOfTags } from './versions-in';

const index = `apiVersion: v1
entries:
  nginx:
  - name: nginx
    version: 1.0.0
  rainbond:
  - apiVersion: v2
    description: "rainbond: a platform"
    name: rainbond
    version: 6.9.3
    urls:
    - rainbond-6.9.3.tgz
  - name: rainbond
    version: "6.9.2"
  rainbond-cluster:
  - {name: rainbond-cluster, version: 5.17.3}
generated: "2026-01-01T00:00:00Z"
`;

test('a chart’s versions stand in its part of the index', () => {
  expect(versionsIn(index, 'rainbond')).toEqual({ versions: ['6.9.3', '6.9.2'], others: [] });
  expect(versionsIn(index, 'rainbond-cluster')).toEqual({ versions: ['5.17.3'], others: [] });
  expect(versionsIn(index, 'rain')).toEqual({ versions: [], others: ['nginx', 'rainbond', 'rainbond-cluster'] });
});

test('other ways to write it are read the same', () => {
  expect(versionsIn(index.replaceAll('\n', '\r\n'), 'rainbond')?.versions).toEqual(['6.9.3', '6.9.2']);
  const deeper = index.replace(/^ {2}/gm, '    ').replace('    rainbond:', '    "rainbond":');
  expect(versionsIn(deeper, 'rainbond')?.versions).toEqual(['6.9.3', '6.9.2']);
  const json = JSON.stringify({ apiVersion: 'v1', entries: { rainbond: [{ version: '6.9.3' }] } });
  expect(versionsIn(json, 'rainbond')?.versions).toEqual(['6.9.3']);
  expect(versionsIn('apiVersion: v1\nentries: {}\n', 'rainbond')).toEqual({ versions: [], others: [] });
});

test.each(['', '<!doctype html>\n<html></html>', '{"errors": []}', '{', 'entries:\n  rainbond:\n  - name: [\n'])(
  'what is no index is not read as an empty one: %j',
  (text) => expect(versionsIn(text, 'rainbond')).toBeNull(),
);

test('ten thousand charts are read in less than a second', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => `  chart-${at}:\n  - name: chart-${at}\n    version: 1.0.0\n`);
  const began = performance.now();
  expect(versionsIn(`entries:\n${many.join('')}  rainbond:\n  - version: 6.9.3\n`, 'rainbond')?.versions).toEqual([
    '6.9.3',
  ]);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('a registry’s tags come with the last one first', () => {
  expect(versionsOfTags('{"name":"charts/rainbond","tags":["6.9.2","6.9.3"]}')).toEqual(['6.9.3', '6.9.2']);
  expect(versionsOfTags('{"tags":null}')).toEqual([]);
  expect(versionsOfTags('no')).toEqual([]);
});
