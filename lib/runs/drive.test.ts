import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { askCancel } from './ask';
import { attemptsOf } from './attempt-row';
import { fakeRunbook } from './fake-runbook';
import { HostFailure } from './hosts-port';
import { TestRun } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
}, 120_000);
afterAll(() => database.close());

const newRun = () => new TestRun(database.pool);

describe('drive', () => {
  it('observes, acts and verifies each step in the order of its needs', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'b', needs: ['a'] }, { id: 'a' }]));
    const order: string[] = [];
    run.hosts.on = (point, _host, what) => void (point === 'start' && order.push(what));
    expect(await run.drive()).toEqual({ kind: 'finished', state: 'succeeded' });
    expect(order).toEqual(['a', 'b']);
    expect(await run.states()).toEqual({ 'a#1': 'succeeded', 'b#1': 'succeeded' });
  });

  it('skips the act of a step that is already as wanted', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
    run.hosts.done.add('a');
    expect(await run.drive()).toMatchObject({ state: 'succeeded' });
    expect(await run.states()).toEqual({ 'a#1': 'satisfied' });
    expect(run.hosts.ran.size).toBe(0);
  });

  it('does not take an act that exits 0 for success when verify says otherwise', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
    run.hosts.scripts.set('verify a', { exitCode: 1, stdout: 'port 6443 is closed\n' });
    expect(await run.drive()).toMatchObject({ state: 'failed' });
    const [attempt] = await attemptsOf(database.pool, run.runId);
    expect(attempt?.error).toMatchObject({ part: 'verify', code: 'exit', exitCode: 1, message: 'port 6443 is closed' });
  });

  it('names the command and line that failed, quotes its output and links its first line', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }, { id: 'after', needs: ['a'] }, { id: 'free' }]));
    run.hosts.behaviours.set('a', {
      exitCode: 100,
      output: 'Reading package lists\nE: no such package\n',
      failed: { command: 'apt-get install -y keepalived', line: 7 },
    });
    expect(await run.drive()).toMatchObject({ state: 'failed' });
    const attempts = await attemptsOf(database.pool, run.runId);
    const error = attempts.find((attempt) => attempt.stepId === 'a')?.error;
    expect(error).toMatchObject({
      part: 'act',
      code: 'exit',
      exitCode: 100,
      command: 'apt-get install -y keepalived',
      line: 7,
    });
    expect(error?.message).toBe('Reading package lists\nE: no such package');
    const linked = (await run.lines()).find((line) => line.seq === error?.seq);
    expect(linked?.text).toBe('Reading package lists');
    expect(await run.states()).toMatchObject({ 'after#1': 'waiting', 'free#1': 'succeeded' });
  });

  it('names a failed command without the secret that was written into it', async () => {
    const run = await newRun().create(
      fakeRunbook([{ id: 'a', act: 'join @{secret:token}' }], {
        secrets: [{ id: 'token', scope: 'run', kind: 'hex-32' }],
      }),
    );
    run.hosts.on = (point) => {
      const act = [...run.hosts.acts.values()][0];
      if (point !== 'started' || !act) return;
      act.end = { kind: 'exited', exitCode: 1, bytes: 0, failed: { command: act.start.script, line: 1, exitCode: 1 } };
    };
    expect(await run.drive()).toMatchObject({ state: 'failed' });
    const [attempt] = await attemptsOf(database.pool, run.runId);
    expect(attempt?.error?.command).toBe('join [redacted]');
  });

  it('asks an observe that could not ask three times and then fails, without acting', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
    run.hosts.scripts.set('observe a', { exitCode: 127, stdout: 'kubectl: not found\n' });
    expect(await run.drive()).toMatchObject({ state: 'failed' });
    const [attempt] = await attemptsOf(database.pool, run.runId);
    expect(attempt?.error).toMatchObject({
      part: 'observe',
      code: 'could-not-ask',
      exitCode: 127,
      message: 'kubectl: not found',
    });
    expect(run.hosts.scriptRuns.get('observe a')).toBe(3);
    expect(run.hosts.ran.size).toBe(0);
  });

  it('gives what a step read to the steps after it, and stores it sealed', async () => {
    const run = await newRun().create(
      fakeRunbook(
        [
          { id: 'a', outputs: [{ id: 'hash', read: 'read hash', secret: true }] },
          { id: 'b', needs: ['a'], act: 'join @{output:hash} @{secret:token}' },
        ],
        { secrets: [{ id: 'token', scope: 'run', kind: 'bootstrap-token' }] },
      ),
    );
    run.hosts.scripts.set('read hash', { stdout: 'sha256:abcdef0123\n' });
    expect(await run.drive()).toMatchObject({ state: 'succeeded' });
    const script = [...run.hosts.acts.values()].map((act) => act.start.script).find((text) => text.startsWith('join'));
    expect(script).toMatch(/^join sha256:abcdef0123 [a-z0-9]{6}\.[a-z0-9]{16}$/);
    const { rows } = await database.pool.query<{ sealed: string }>('SELECT sealed FROM run_value WHERE run_id = $1', [
      run.runId,
    ]);
    expect(rows).toHaveLength(2);
    for (const { sealed } of rows) expect(sealed).toMatch(/^sealed:/);
  });

  it('fails a step that no value can be written into, and says which', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a', act: 'join @{output:nowhere}' }]));
    expect(await run.drive()).toMatchObject({ state: 'failed' });
    const [attempt] = await attemptsOf(database.pool, run.runId);
    expect(attempt?.error).toMatchObject({ part: 'engine', code: 'not-rendered' });
    expect(attempt?.error?.message).toContain('output:nowhere');
  });

  it('copies uploads before the act and notes how much', async () => {
    const upload = { artifact: 'images/a.tar', path: '/tmp/a', sha256: '0', sizeBytes: 4096, decompress: false };
    const run = await newRun().create(fakeRunbook([{ id: 'a', uploads: [upload] }]));
    expect(await run.drive()).toMatchObject({ state: 'succeeded' });
    expect(run.hosts.uploads).toEqual([{ host: 'n1', artifact: 'images/a.tar' }]);
    expect((await attemptsOf(database.pool, run.runId))[0]?.uploadedBytes).toBe(4096);
  });

  it('refuses an upload from outside the bundle', async () => {
    const upload = { artifact: '../../etc/shadow', path: '/tmp/a', sha256: '0', sizeBytes: 1, decompress: false };
    const run = await newRun().create(fakeRunbook([{ id: 'a', uploads: [upload] }]));
    expect(await run.drive()).toMatchObject({ state: 'failed' });
    expect((await attemptsOf(database.pool, run.runId))[0]?.error).toMatchObject({
      part: 'upload',
      code: 'outside-bundle',
    });
    expect(run.hosts.uploads).toEqual([]);
  });

  it('keeps to four steps on one host', async () => {
    const run = await newRun().create(fakeRunbook(Array.from({ length: 9 }, (_, index) => ({ id: `s${index}` }))));
    expect(await run.drive()).toMatchObject({ state: 'succeeded' });
    expect(run.hosts.mostAtOnce).toBeLessThanOrEqual(4);
    expect(run.hosts.ran.size).toBe(9);
  });

  it('waits out a lost connection, says so once and when it is back, and acts once', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
    let ended = () => {};
    run.hosts.behaviours.set('a', { output: 'one\ntwo\n', until: new Promise((resolve) => (ended = resolve)) });
    let dropped = 0;
    run.hosts.on = (point) => {
      if (point !== 'data' || dropped > 0) return;
      dropped += 1;
      run.hosts.away.add('n1');
      setTimeout(() => run.hosts.away.delete('n1'), 60);
      setTimeout(() => ended(), 120);
      throw new HostFailure('connection-lost', true, 'gone');
    };
    expect(await run.drive()).toMatchObject({ state: 'succeeded' });
    expect(run.hosts.ran.get('a')).toBe(1);
    expect(await run.output('a')).toEqual(['one', 'two']);
    const said = (await run.lines()).filter((line) => line.text.includes('connection to n1')).map((line) => line.text);
    expect(said).toEqual([
      'connection to n1 lost (connection-lost); trying again',
      expect.stringMatching(/^connection to n1 back after \d\.\d s$/),
    ]);
  });

  it('gives up on a host that stays away', async () => {
    const run = new TestRun(database.pool, undefined, {
      limits: {
        stepsPerHost: 4,
        uploadsAtOnce: 5,
        patienceMs: 80,
        retryMs: { first: 5, longest: 10 },
        observeRetryMs: 5,
      },
    });
    await run.create(fakeRunbook([{ id: 'a' }, { id: 'b', host: 'n2' }]));
    run.hosts.away.add('n1');
    expect(await run.drive()).toMatchObject({ state: 'failed' });
    const attempts = await attemptsOf(database.pool, run.runId);
    expect(attempts[0]?.error).toMatchObject({ part: 'connection', code: 'unreachable' });
    expect(attempts[1]?.state).toBe('succeeded');
  });

  it('lets a new observe decide when a host was restarted during the act, and never acts again by itself', async () => {
    for (const doneBefore of [true, false]) {
      const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
      run.hosts.behaviours.set('a', { until: new Promise(() => {}) });
      run.hosts.on = (point) => {
        if (point !== 'started') return;
        if (doneBefore) run.hosts.done.add('a');
        setTimeout(() => run.hosts.reboot(), 20);
      };
      expect(await run.drive()).toMatchObject({ state: doneBefore ? 'succeeded' : 'failed' });
      expect(run.hosts.ran.get('a')).toBe(1);
      const [attempt] = await attemptsOf(database.pool, run.runId);
      expect(attempt?.state).toBe(doneBefore ? 'satisfied' : 'failed');
      if (!doneBefore) expect(attempt?.error).toMatchObject({ part: 'act', code: 'vanished' });
    }
  });

  it('stops the act of a cancelled run, keeps what it said, and starts nothing new', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }, { id: 'b', needs: ['a'] }]));
    run.hosts.behaviours.set('a', { output: 'working\n', until: new Promise(() => {}) });
    run.hosts.on = (point) => {
      if (point === 'data') void askCancel(run.engine, run.runId);
    };
    expect(await run.drive()).toMatchObject({ state: 'cancelled' });
    expect(run.hosts.stopped).toEqual(['a']);
    expect(await run.states()).toEqual({ 'a#1': 'cancelled', 'b#1': 'waiting' });
    expect(await run.output('a')).toEqual(['working']);
  });

  it('stops an act that was being started when the run was cancelled', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
    run.hosts.behaviours.set('a', { until: new Promise(() => {}) });
    // Longer than the driver takes to see it: the answer never comes.
    run.hosts.on = async (point) => {
      if (point !== 'started') return;
      await askCancel(run.engine, run.runId);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
    };
    expect(await run.drive()).toMatchObject({ state: 'cancelled' });
    expect(run.hosts.stopped).toEqual(['a']);
  });

  it('says that it goes on after a driver that was lost, not after a retry', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
    run.hosts.behaviours.set('a', { exitCode: 1 });
    const again = async (state: 'queued' | 'running', number: number) => {
      await run.drive();
      await database.pool.query('UPDATE run SET state = $2 WHERE id = $1', [run.runId, state]);
      await database.pool.query(
        `INSERT INTO attempt (run_id, step_id, number, state) VALUES ($1, 'a', $2, 'waiting')`,
        [run.runId, number],
      );
      await run.drive();
      return (await run.lines()).filter(({ text }) => text.startsWith('the console was restarted')).length;
    };
    expect(await again('queued', 2)).toBe(0);
    expect(await again('running', 3)).toBe(1);
  });

  it('drives nothing when the run is over', async () => {
    const run = await newRun().create(fakeRunbook([{ id: 'a' }]));
    await run.drive();
    expect(await run.drive()).toEqual({ kind: 'nothing-to-drive' });
  });
});
