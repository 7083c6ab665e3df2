import { describe, expect, test } from 'vitest';
import { batch, frames, line } from '@/lib/realtime/log-fixture';
import { LogStore } from '@/lib/realtime/log-store';

function texts(store: LogStore): string[] {
  return Array.from({ length: store.lastSeq }, (_, i) => store.text(i + 1));
}

describe('log store', () => {
  test('keeps lines in order with all their fields', () => {
    const store = new LogStore(frames().schedule);
    store.append(batch(1, 2));
    expect(store.lastSeq).toBe(2);
    expect(store.text(2)).toBe('line 2');
    expect(store.host(2)).toBe('node-3');
    expect(store.step(2)).toBe('images/node-3');
    expect(store.at(2)).toBe(1_700_000_000_002);
    expect(store.attempt(2)).toBe(1);
  });

  test('a replayed batch is harmless', () => {
    const store = new LogStore(frames().schedule);
    store.append(batch(1, 5));
    expect(store.append(batch(1, 5))).toEqual({ kind: 'known' });
    expect(texts(store)).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
  });

  test('of an overlapping batch only the new lines are taken', () => {
    const store = new LogStore(frames().schedule);
    store.append(batch(1, 3));
    expect(store.append(batch(2, 6))).toEqual({ kind: 'appended', lines: 3 });
    expect(texts(store)).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5', 'line 6']);
  });

  test('a gap is refused and says from where to ask again', () => {
    const store = new LogStore(frames().schedule);
    store.append(batch(1, 3));
    expect(store.append(batch(5, 6))).toEqual({ kind: 'gap', after: 3 });
    expect(store.lastSeq).toBe(3);
    expect(store.append(batch(4, 6))).toEqual({ kind: 'appended', lines: 3 });
  });

  test('a batch whose lines do not match its range is an error, not a silent shift', () => {
    const store = new LogStore(frames().schedule);
    expect(() => store.append({ from: 1, to: 2, lines: [line(1), line(3)] })).toThrow('needed line 2');
  });

  test('listeners hear once a frame, however many batches arrive', () => {
    const clock = frames();
    const store = new LogStore(clock.schedule);
    let heard = 0;
    store.subscribe(() => {
      heard += 1;
    });
    for (let i = 0; i < 20; i += 1) store.append(batch(i * 10 + 1, i * 10 + 10));
    expect(heard).toBe(0);
    clock.draw();
    expect(heard).toBe(1);
    store.append(batch(201, 201));
    clock.draw();
    expect(heard).toBe(2);
  });

  test('errors are indexed on arrival and found by step', () => {
    const store = new LogStore(frames().schedule);
    store.append(batch(1, 3));
    store.append(batch(4, 4, { step: 'join/node-3', text: 'error: port 6443 in use' }));
    store.append(batch(5, 5, { step: 'images/node-1', text: 'failed to pull' }));
    expect(store.firstError(1)).toBe(4);
    expect(store.firstError(1, 'images/node-1')).toBe(5);
    expect(store.firstError(5, 'join/node-3')).toBe(0);
    expect(store.errorLines).toBe(2);
  });

  test('200,000 lines take less than 6 MB besides their text', () => {
    const before = process.memoryUsage().arrayBuffers;
    const store = new LogStore(frames().schedule);
    for (let from = 1; from <= 200_000; from += 1000) store.append(batch(from, from + 999));
    expect(store.lastSeq).toBe(200_000);
    expect(store.text(123_456)).toBe('line 123456');
    expect(store.host(123_456)).toBe('node-1');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(6e6);
  });
});
