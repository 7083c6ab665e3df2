import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenReader } from '@/lib/cluster/open-reader';
import { ClusterFeed } from './cluster-feed';
import type { ClusterMessage } from './protocol';

/** A reader whose view is a number that the test raises. */
class FakeCluster {
  at = 1;
  opened = 0;
  running = 0;
  ended = 0;
  by: string | null = 'run-1';
  changed = () => {};
  readonly feed = new ClusterFeed({
    planId: 'p',
    open: async (_planId, changed) => {
      if (this.by === null) return null;
      this.opened += 1;
      this.running += 1;
      this.changed = changed;
      const stop = async () => {
        this.running -= 1;
      };
      const reader = { view: () => ({ at: this.at }), stop };
      changed();
      return { madeBy: this.by, reader } as unknown as OpenReader;
    },
    madeBy: async () => this.by,
    ended: () => {
      this.ended += 1;
    },
  });

  page() {
    const got: unknown[] = [];
    const send = async ({ view }: ClusterMessage) => void got.push((view as { at?: number } | null)?.at ?? null);
    this.feed.add(send);
    return { got, leave: () => this.feed.remove(send) };
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a cluster that pages look at', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked once, however many look, and each gets what is new', async () => {
    const cluster = new FakeCluster();
    const [one, two] = [cluster.page(), cluster.page()];
    await pass(1_000);
    cluster.at = 2;
    cluster.changed();
    await pass(1_000);
    expect(cluster.opened).toBe(1);
    expect(one.got).toEqual([1, 2]);
    expect(two.got).toEqual([1, 2]);
    const late = cluster.page();
    await pass(1_000);
    expect(late.got).toEqual([2]);
    expect(one.got).toEqual([1, 2]);
  });

  it('is asked on while one is left, and no more a moment after the last has gone', async () => {
    const cluster = new FakeCluster();
    const [one, two] = [cluster.page(), cluster.page()];
    await pass(1_000);
    one.leave();
    await pass(60_000);
    expect(cluster.running).toBe(1);
    two.leave();
    await pass(1_000);
    expect(cluster.running).toBe(1);
    await pass(3_000);
    expect([cluster.running, cluster.ended]).toEqual([0, 1]);
    cluster.changed();
    await pass(60_000);
    expect([cluster.opened, two.got.length]).toEqual([1, 1]);
  });

  it('a page that is loaded again finds it still being asked', async () => {
    const cluster = new FakeCluster();
    const before = cluster.page();
    await pass(1_000);
    before.leave();
    await pass(1_000);
    const again = cluster.page();
    await pass(60_000);
    expect([cluster.opened, cluster.running, cluster.ended]).toEqual([1, 1, 0]);
    expect(again.got).toEqual([1]);
  });

  it('shows that none was made, and one that a run makes meanwhile', async () => {
    const cluster = new FakeCluster();
    cluster.by = null;
    const page = cluster.page();
    await pass(1_000);
    expect(page.got).toEqual([null]);
    cluster.by = 'run-2';
    await pass(15_000);
    expect(page.got).toEqual([null, 1]);
  });

  it('is asked anew when another run has made it', async () => {
    const cluster = new FakeCluster();
    cluster.page();
    await pass(1_000);
    cluster.by = 'run-2';
    await pass(15_000);
    expect([cluster.opened, cluster.running]).toEqual([2, 1]);
  });
});
