import { describe, expect, test } from 'vitest';
import { estimateOf } from '@/components/review/phase-times';
import { reviewBook } from '@/components/review/review-book';
import { runbook, step } from '@/components/review/review-fixture';

describe('estimate of a runbook', () => {
  const upload = {
    artifact: 'images/a.tar',
    path: '/a.tar',
    sha256: 'x',
    sizeBytes: 300 * 1024 ** 2,
    decompress: false,
  };
  const book = reviewBook(
    runbook([
      step('prepare/a', { estimateSeconds: 10 }),
      step('prepare/b', { estimateSeconds: 20 }),
      step('images/a', { estimateSeconds: 30, needs: ['prepare/a'], uploads: [upload] }),
      step('join/a', { estimateSeconds: 40, needs: ['images/a'] }),
      step('join/b', { estimateSeconds: 40, needs: ['join/a', 'prepare/b'] }),
      step('verify/a', { estimateSeconds: 5, needs: ['join/b'] }),
    ]),
  );
  const { total, phases } = estimateOf(book.steps, book.phases);

  test('the total is the longest way through the graph', () => {
    expect(total).toBe(125_000);
  });

  test('a phase takes the time in which one of its steps is at work, and says what it hangs on', () => {
    expect(phases).toEqual([
      { id: 'prepare', milliseconds: 20_000, why: { kind: 'side-by-side', hosts: 2 } },
      { id: 'images', milliseconds: 30_000, why: { kind: 'upload', bytesPerHost: 300 * 1024 ** 2 } },
      { id: 'join', milliseconds: 80_000, why: { kind: 'one-at-a-time', hosts: 2 } },
      { id: 'verify', milliseconds: 5_000, why: { kind: 'one-host', host: 'a' } },
    ]);
  });
});
