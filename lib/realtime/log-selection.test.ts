import { describe, expect, test } from 'vitest';
import { batch, frames } from '@/lib/realtime/log-fixture';
import { everything, LogSelection } from '@/lib/realtime/log-selection';
import { LogStore } from '@/lib/realtime/log-store';

describe('log selection', () => {
  function opened() {
    const clock = frames();
    const store = new LogStore(clock.schedule);
    const selection = new LogSelection(store, clock.schedule);
    selection.open();
    return { clock, store, selection };
  }

  test('without a filter row i is line i + 1', () => {
    const { clock, store, selection } = opened();
    store.append(batch(1, 30));
    clock.draw();
    expect(selection.rows).toBe(30);
    expect(selection.seqAt(0)).toBe(1);
    expect(selection.rowOf(30)).toBe(29);
  });

  test('filters by host and by step, and goes on with later batches', () => {
    const { clock, store, selection } = opened();
    store.append(batch(1, 9));
    selection.setFilter({ ...everything, host: 'node-1' });
    expect([0, 1, 2].map((row) => selection.seqAt(row))).toEqual([3, 6, 9]);
    store.append(batch(10, 12));
    clock.draw();
    expect(selection.rows).toBe(4);
    selection.setFilter({ host: 'node-1', step: 'images/node-2', text: '' });
    expect(selection.rows).toBe(0);
  });

  test('a filter on a host that has not spoken yet shows its lines once they come', () => {
    const { clock, store, selection } = opened();
    selection.setFilter({ ...everything, host: 'node-9' });
    store.append(batch(1, 3));
    clock.draw();
    expect(selection.rows).toBe(0);
    store.append(batch(4, 4, { host: 'node-9' }));
    clock.draw();
    expect(selection.seqAt(0)).toBe(4);
  });

  test('the searched text marks rows without regard to case and hides none', () => {
    const { clock, store, selection } = opened();
    selection.setFilter({ ...everything, text: 'X509' });
    store.append(batch(1, 4));
    store.append(batch(5, 5, { text: 'tls: x509: not yet valid' }));
    clock.draw();
    expect(selection.rows).toBe(5);
    expect(selection.matches).toBe(1);
    expect(selection.match(0)).toBe(5);
    expect(selection.matchFrom(6)).toBe(1);
  });

  test('a new filter on a long log is worked off over several frames and misses nothing', () => {
    const { clock, store, selection } = opened();
    for (let from = 1; from <= 200_000; from += 1000) store.append(batch(from, from + 999));
    clock.draw();
    selection.setFilter({ host: 'node-2', step: null, text: 'line 19999' });
    expect(selection.complete).toBe(false);
    let drawn = 0;
    while (!selection.complete && drawn < 100) {
      clock.draw();
      drawn += 1;
    }
    expect(drawn).toBeGreaterThan(3);
    expect(selection.rows).toBe(66_667);
    expect(selection.matches).toBe(5);
  });

  test('lines that arrive during a rescan are counted once', () => {
    const { clock, store, selection } = opened();
    for (let from = 1; from <= 60_000; from += 1000) store.append(batch(from, from + 999));
    selection.setFilter({ ...everything, text: 'line' });
    store.append(batch(60_001, 60_010));
    for (let i = 0; i < 10; i += 1) clock.draw();
    expect(selection.matches).toBe(60_010);
  });

  test('closed, it hears nothing more', () => {
    const { clock, store, selection } = opened();
    selection.close();
    store.append(batch(1, 3));
    clock.draw();
    expect(selection.rows).toBe(0);
  });
});
