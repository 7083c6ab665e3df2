import { describe, expect, test } from 'vitest';
import { findInFiles } from '@/components/review/find-in-files';
import { reviewBook } from '@/components/review/review-book';
import { runbook, step } from '@/components/review/review-fixture';

const file = (path: string, content: string) => ({ path, mode: '0644', content, origins: [] });
const book = reviewBook(
  runbook([
    step('entry/node-1', {
      files: [file('/etc/keepalived/keepalived.conf', 'vrrp {\n  router_id 87\n  ROUTER_ID\n}\n')],
    }),
    step('entry/node-2', { act: 'systemctl restart keepalived\n' }),
  ]),
);

describe('find in all files', () => {
  test('gives each file once, with all lines and the first as excerpt', () => {
    expect(findInFiles(book, 'router_id')).toEqual([
      {
        step: 'entry/node-1',
        host: 'node-1',
        file: 'entry/node-1 /etc/keepalived/keepalived.conf',
        lines: [2, 3],
        excerpt: 'router_id 87',
      },
    ]);
  });

  test('finds a file by its path too, and scripts by their text', () => {
    expect(findInFiles(book, 'keepalived').map(({ file: key, lines }) => [key, lines])).toEqual([
      ['entry/node-1 /etc/keepalived/keepalived.conf', []],
      ['entry/node-2 act', [1]],
    ]);
  });

  test('nothing typed finds nothing', () => {
    expect(findInFiles(book, '  ')).toEqual([]);
    expect(findInFiles(book, 'rke2')).toEqual([]);
  });
});
