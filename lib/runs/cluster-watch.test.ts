import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import type { Engine } from './engine';
import { FakeHosts } from './fake-hosts';
import { fakeRunbook } from './fake-runbook';
import { TestRun } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
}, 120_000);
afterAll(() => database.close());

test('a driver that takes over knows what the last one’s watch said, without its secrets', async () => {
  const event = 'pod rbd-system/rbd-api: Warning Failed password hunter2-hunter2 refused';
  const heard: boolean[] = [];
  const watchCluster: Engine['watchCluster'] = async ({ runbook, sink, signal }) => {
    heard.push(sink.wasSaid(event), sink.wasSaid('pod rbd-system/rbd-api: Warning Failed another'));
    sink.line(event);
    const nodes = runbook.hosts.map(({ name }) => ({ name, ready: 'ready' as const }));
    sink.state({ watching: true, nodes, podsReady: 0, pods: 0, rainbond: null });
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  };
  const watch = { kubeconfigOutput: 'kc', namespaces: [], rainbond: true };
  const outputs = [{ id: 'kc', read: 'read kc', secret: true }];
  const runbook = fakeRunbook(
    [
      { id: 'a', outputs },
      { id: 'b', needs: ['a'] },
    ],
    { watch },
  );
  const run = await new TestRun(database.pool, new FakeHosts(), { watchCluster }).create(runbook);
  run.hosts.scripts.set('read kc', { stdout: 'hunter2-hunter2' });
  const stop = new AbortController();
  run.hosts.on = async (point, _host, subject) => {
    if (point !== 'start' || subject !== 'b' || heard.length > 2) return;
    // What the watch said is stored before its driver ends.
    while (!(await run.lines()).some(({ stream }) => stream === 'kubernetes')) await new Promise(setImmediate);
    stop.abort();
  };
  expect(await run.drive(stop.signal)).toEqual({ kind: 'stopped' });
  expect(await run.drive()).toMatchObject({ kind: 'finished' });
  expect(heard).toEqual([false, false, true, false]);
  expect(JSON.stringify(await run.lines())).not.toContain('hunter2');
});
