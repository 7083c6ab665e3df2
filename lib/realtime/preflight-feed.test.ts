import { expect, test } from 'vitest';
import { withChanges } from '@/lib/preflight/report-changes';
import type { Report } from '@/lib/preflight/result';
import { sampleReport } from '@/lib/preflight/testing';
import { PreflightFeed, type SendPreflight } from './preflight-feed';
import type { PreflightView } from './protocol';

/** A page that takes what it is sent, or keeps the server waiting. */
function page() {
  const views: PreflightView[] = [];
  let shown: Report | null = null;
  let takes = true;
  let waiting: (() => void)[] = [];
  const send: SendPreflight = async (view) => {
    views.push(view);
    shown = view.kind === 'report' ? view.report : withChanges(shown, view.changes);
    if (!takes) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return {
    views,
    send,
    shown: () => shown,
    block: () => {
      takes = false;
    },
    take: () => {
      takes = true;
      for (const each of waiting.splice(0)) each();
      waiting = [];
    },
  };
}

const checks = ['swap.off', 'time.skew'];
const next = (report: Report, index: number): Report => ({
  ...report,
  version: report.version + 1,
  results: report.results.map((result, at) =>
    at === index ? { check: result.check, host: result.host, state: 'passed', values: {}, at: 1, tookMs: 1 } : result,
  ),
});

function feedOf(first: Report | null) {
  let report = first;
  let reads = 0;
  const feed = new PreflightFeed('plan', async () => {
    reads++;
    return report;
  });
  const set = (to: Report | null) => {
    report = to;
    feed.changed();
  };
  return { feed, set, reads: () => reads };
}

test('a page gets the whole, then what has changed', async () => {
  const first = sampleReport(['a'], checks, { state: 'finished' });
  const { feed, set } = feedOf(first);
  const one = page();
  feed.add(one.send);
  await expect.poll(() => one.shown()).toEqual(first);
  const second = next(first, 0);
  set(second);
  await expect.poll(() => one.shown()).toEqual(second);
  expect(one.views.map(({ kind }) => kind)).toEqual(['report', 'changes']);
  expect(one.views[1]).toMatchObject({ changes: { results: [{ check: 'swap.off' }] } });
});

test('another preflight is sent whole; that there is none, too', async () => {
  const { feed, set } = feedOf(null);
  const one = page();
  feed.add(one.send);
  await expect.poll(() => one.views).toEqual([{ planId: 'plan', kind: 'report', report: null }]);
  const first = sampleReport(['a'], checks, { id: 'first', version: 9, state: 'finished' });
  set(first);
  await expect.poll(() => one.shown()).toEqual(first);
  const second = sampleReport(['a'], checks, { id: 'second', version: 2, state: 'finished' });
  set(second);
  await expect.poll(() => one.shown()).toEqual(second);
  expect(new Set(one.views.map(({ kind }) => kind))).toEqual(new Set(['report']));
});

test('a page that is slow gets the newest when it is ready, and holds nobody up', async () => {
  let report = sampleReport(['a'], checks, { state: 'finished' });
  const { feed, set } = feedOf(report);
  const [slow, quick] = [page(), page()];
  slow.block();
  feed.add(slow.send);
  feed.add(quick.send);
  await expect.poll(() => quick.views.length).toBe(1);
  for (let index = 0; index < 2; index++) {
    report = next(report, index);
    set(report);
    await expect.poll(() => quick.shown()).toEqual(report);
  }
  expect(slow.views).toHaveLength(1);
  slow.take();
  await expect.poll(() => slow.shown()).toEqual(report);
  expect(slow.views).toHaveLength(2);
});

test('many changes are at most four views a second', async () => {
  let report = sampleReport(['a'], ['x'], { state: 'finished' });
  const { feed, set, reads } = feedOf(report);
  const one = page();
  feed.add(one.send);
  const began = Date.now();
  while (Date.now() - began < 1000) {
    report = { ...report, version: report.version + 1 };
    set(report);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(reads()).toBeLessThanOrEqual(5);
  await expect.poll(() => one.shown()).toEqual(report);
});

test('nothing new is not sent again', async () => {
  const { feed, reads } = feedOf(sampleReport(['a'], checks, { state: 'finished' }));
  const one = page();
  feed.add(one.send);
  await expect.poll(() => one.views.length).toBe(1);
  feed.changed();
  await expect.poll(() => reads()).toBe(2);
  expect(one.views).toHaveLength(1);
});

test('one that stops without a word is noticed', { timeout: 20_000 }, async () => {
  const running = sampleReport(['a'], checks);
  let report: Report = running;
  const feed = new PreflightFeed('plan', async () => report);
  const one = page();
  feed.add(one.send);
  await expect.poll(() => one.shown()).toEqual(running);
  // What the database says once the heart has stood still; nobody sends a notice of that.
  report = { ...running, state: 'interrupted', version: running.version + 1 };
  await expect.poll(() => one.shown()?.state, { timeout: 8_000 }).toBe('interrupted');
  feed.remove(one.send);
});
