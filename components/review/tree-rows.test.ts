import { describe, expect, test } from 'vitest';
import { reviewBook } from '@/components/review/review-book';
import { runbook, step } from '@/components/review/review-fixture';
import { treeMove, treeRows } from '@/components/review/tree-rows';

const upload = { artifact: 'runc', path: '/usr/local/sbin/runc', sha256: 'x', sizeBytes: 9, decompress: false };
const book = reviewBook(runbook([step('prepare/a', { uploads: [upload] }), step('prepare/b'), step('init/a')]));
const shape = (...open: string[]) => treeRows(book, new Set(open)).map((row) => `${row.level} ${row.key}`);

describe('tree of a runbook', () => {
  test('closed, it shows hosts with the number of their steps', () => {
    expect(treeRows(book, new Set())).toEqual([
      { kind: 'host', key: 'a', level: 1, open: false, steps: 2 },
      { kind: 'host', key: 'b', level: 1, open: false, steps: 1 },
    ]);
  });

  test('an open host shows its own steps, an open step what is copied and what can be read', () => {
    expect(shape('a', 'prepare/a')).toEqual([
      '1 a',
      '2 prepare/a',
      '3 prepare/a upload /usr/local/sbin/runc',
      '3 prepare/a observe',
      '3 prepare/a act',
      '3 prepare/a verify',
      '2 init/a',
      '1 b',
    ]);
  });

  test('an open step of a closed host stays hidden', () => {
    expect(shape('prepare/a')).toEqual(['1 a', '1 b']);
  });

  test('arrow keys open, go in, close and go out again', () => {
    const closed = treeRows(book, new Set());
    expect(treeMove('ArrowRight', closed, 0)).toEqual({ kind: 'open', open: true });
    const open = treeRows(book, new Set(['a', 'init/a']));
    expect(treeMove('ArrowRight', open, 0)).toEqual({ kind: 'focus', key: 'prepare/a' });
    expect(treeMove('ArrowLeft', open, 0)).toEqual({ kind: 'open', open: false });
    expect(treeMove('ArrowLeft', open, 1)).toEqual({ kind: 'focus', key: 'a' });
    expect(treeMove('ArrowLeft', open, 3)).toEqual({ kind: 'focus', key: 'init/a' });
    expect(treeMove('ArrowRight', open, 3)).toBeNull();
  });

  test('up and down stop at the ends, other keys are not the tree’s', () => {
    const rows = treeRows(book, new Set());
    expect(treeMove('ArrowDown', rows, 0)).toEqual({ kind: 'focus', key: 'b' });
    expect(treeMove('ArrowDown', rows, 1)).toEqual({ kind: 'focus', key: null });
    expect(treeMove('End', rows, 0)).toEqual({ kind: 'focus', key: 'b' });
    expect(treeMove('Enter', rows, 0)).toEqual({ kind: 'press' });
    expect(treeMove('a', rows, 0)).toBeNull();
  });
});
