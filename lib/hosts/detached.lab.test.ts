import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quote } from '@/lib/text/quote';
import { connect } from './connect';
import type { HostConnection } from './connection';
import {
  cleanDetached,
  type DetachedEnd,
  type DetachedRef,
  followDetached,
  startDetached,
  stopDetached,
} from './detached';
import { placesOf } from './detached-script';
import { HostError } from './error';
import { labDo, labHostName, labTarget, labWanted } from './lab-target';

const cluster = `test-${randomUUID().slice(0, 8)}`;
const newRef = (stepId = 'test-step/node1'): DetachedRef => ({ runId: randomUUID(), stepId, attempt: 1 });
const base = { fence: 1, cluster, files: [], deadlineSeconds: 60 };

describe.runIf(labWanted)('detached commands on a lab host', { timeout: 90_000 }, () => {
  let c: HostConnection;
  const sh = (script: string) => c.must(script, { deadlineMs: 20_000 });
  beforeAll(async () => {
    c = await connect(labTarget('deploy', 'password'));
  });
  afterAll(async () => {
    await sh(`rm -rf /var/lib/slipway/${cluster}`);
    c.close();
  });

  async function follow(ref: DetachedRef, fromByte = 0, on = c): Promise<{ end: DetachedEnd; text: string }> {
    const chunks: Buffer[] = [];
    const end = await followDetached(on, ref, {
      fromByte,
      onData: (chunk) => {
        chunks.push(chunk);
      },
    });
    return { end, text: Buffer.concat(chunks).toString() };
  }

  test('a command runs as root in a clean environment and its output comes whole', async () => {
    const ref = newRef();
    const script = 'id -u\necho "$PWD $HOME $LC_ALL" >&2\ncat\nprintf "no newline at the end 三"';
    expect(await startDetached(c, ref, { ...base, script })).toBe('started');
    const { end, text } = await follow(ref);
    expect(text).toBe('0\n/ /root C\nno newline at the end 三');
    expect(end).toEqual({ kind: 'exited', exitCode: 0, bytes: Buffer.byteLength(text), failed: null });
  });

  test('the command that failed is named with its line and exit code', async () => {
    const ref = newRef();
    const script = 'echo one\nx=$(false) || echo tolerated\nf() {\n  sh -c "exit 7"\n}\nf\necho never';
    await startDetached(c, ref, { ...base, script });
    const { end, text } = await follow(ref);
    expect(text).toBe('one\ntolerated\n');
    expect(end).toMatchObject({
      kind: 'exited',
      exitCode: 7,
      failed: { command: 'sh -c "exit 7"', line: 4, exitCode: 7 },
    });
  });

  test('an attempt that is started again, also after its end, does not run again', async () => {
    const ref = newRef();
    const mark = `/tmp/${randomUUID()}`;
    const script = `echo ran >> ${mark}; sleep 1`;
    const starts = await Promise.all(Array.from({ length: 5 }, () => startDetached(c, ref, { ...base, script })));
    expect(starts.sort()).toEqual([
      'already-started',
      'already-started',
      'already-started',
      'already-started',
      'started',
    ]);
    await follow(ref);
    expect(await startDetached(c, ref, { ...base, script })).toBe('already-started');
    expect(await sh(`cat ${mark}; rm ${mark}`)).toBe('ran\n');
    expect((await follow(ref)).end).toMatchObject({ kind: 'exited', exitCode: 0 });
  });

  test('a claim whose maker died before the unit started is carried on', async () => {
    const ref = newRef();
    const { folder } = placesOf(ref, cluster);
    await sh(`mkdir -p ${quote(folder)}; echo half > ${quote(folder)}/output`);
    expect(await startDetached(c, ref, { ...base, script: 'echo whole' })).toBe('started');
    expect((await follow(ref)).text).toBe('whole\n');
  });

  test('an attempt that was given up ends before the next one starts', async () => {
    const first = newRef();
    await startDetached(c, first, { ...base, script: 'sleep 100' });
    const following = follow(first);
    const second = { ...first, attempt: 2 };
    expect(await startDetached(c, second, { ...base, script: 'echo alone' })).toBe('started');
    expect((await following).end).toMatchObject({ kind: 'killed' });
    expect((await follow(second)).text).toBe('alone\n');
  });

  test('an older console is refused and a newer one is not; nothing of the older one runs', async () => {
    const fence = 1_000;
    const first = newRef();
    await startDetached(c, first, { ...base, fence, script: 'true' });
    const mark = `/tmp/${randomUUID()}`;
    const stale = startDetached(c, newRef(), { ...base, fence: fence - 1, script: `touch ${mark}` });
    await expect(stale).rejects.toMatchObject({ code: 'fenced', values: { found: fence, needed: fence - 1 } });
    await expect(stopDetached(c, first, { fence: fence - 1, cluster })).rejects.toMatchObject({ code: 'fenced' });
    expect(await sh(`test -e ${mark} || echo absent`)).toBe('absent\n');
    const newer = newRef();
    await startDetached(c, newer, { ...base, fence: fence + 1, script: `touch ${mark}` });
    await follow(newer);
    expect(await sh(`test -e ${mark} && rm ${mark} && echo present`)).toBe('present\n');
    base.fence = fence + 1;
  });

  test('files arrive byte for byte; those on tmpfs are for root only and gone at the end, also when killed', async () => {
    const content = `it's "all" $here \`x\`\n\n三\n`;
    const files = [
      { path: '/etc/slipway-test/deep/plain.conf', mode: '0640', content },
      { path: '/run/slipway/secret/join.yaml', mode: '0644', content },
    ];
    for (const how of ['ends', 'killed'] as const) {
      const ref = newRef();
      const look =
        'stat -c "%a %U %n" /run/slipway /run/slipway/secret /run/slipway/secret/join.yaml /etc/slipway-test/deep/plain.conf';
      const script = `${look}\ncmp /run/slipway/secret/join.yaml /etc/slipway-test/deep/plain.conf\nexec sleep ${how === 'ends' ? 0 : 50}`;
      await startDetached(c, ref, { ...base, files, script });
      const following = follow(ref);
      if (how === 'killed') {
        await new Promise((resolve) => setTimeout(resolve, 400));
        expect(await sh('test -e /run/slipway/secret/join.yaml && echo present')).toBe('present\n');
        await stopDetached(c, ref, { fence: base.fence, cluster });
      }
      const { end, text } = await following;
      expect(end.kind).toBe(how === 'ends' ? 'exited' : 'killed');
      expect(text).toBe(
        '700 root /run/slipway\n700 root /run/slipway/secret\n600 root /run/slipway/secret/join.yaml\n640 root /etc/slipway-test/deep/plain.conf\n',
      );
      expect(await sh('test -e /run/slipway/secret/join.yaml || echo gone')).toBe('gone\n');
      expect(await sh(`test -e ${placesOf(ref, cluster).tmpfs} || echo gone`)).toBe('gone\n');
    }
    const back = await sh('base64 -w0 /etc/slipway-test/deep/plain.conf; rm -r /etc/slipway-test');
    expect(Buffer.from(back, 'base64').toString()).toBe(content);
  });

  test('a deadline ends everything that the command started', async () => {
    const ref = newRef();
    const mark = randomUUID();
    const script = `echo begun\nbash -c 'sleep 300; echo ${mark}' &\nwait`;
    await startDetached(c, ref, { ...base, deadlineSeconds: 2, script });
    const { end, text } = await follow(ref);
    expect(end).toEqual({ kind: 'deadline', bytes: 6 });
    expect(text).toBe('begun\n');
    expect(await sh(`pgrep -f ${mark} -c || true`)).toBe('0\n');
  });

  test('a command that does not heed TERM is killed 10 s later', async () => {
    const ref = newRef();
    await startDetached(c, ref, { ...base, script: "trap '' TERM\necho up\nwhile :; do sleep 1 || true; done" });
    const following = follow(ref);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = Date.now();
    await stopDetached(c, ref, { fence: base.fence, cluster });
    expect(Date.now() - before).toBeGreaterThan(9_000);
    expect((await following).end).toMatchObject({ kind: 'killed' });
  });

  test('connections are dropped over and over, and every byte arrives exactly once', async () => {
    const ref = newRef();
    const lines = 60_000;
    const script = `for i in $(seq 6); do seq -f "line %.0f" $(((i - 1) * 10000 + 1)) $((i * 10000)); sleep 0.5; done`;
    await startDetached(c, ref, { ...base, script });
    const chunks: Buffer[] = [];
    let taken = 0;
    let losses = 0;
    let end: DetachedEnd | null = null;
    while (!end) {
      const own = await connect(labTarget('ops'));
      const drop = setTimeout(() => labDo('drop-ssh', labHostName()), 700);
      try {
        end = await followDetached(own, ref, {
          fromByte: taken,
          onData: async (chunk) => {
            await new Promise((resolve) => setImmediate(resolve));
            chunks.push(chunk);
            taken += chunk.length;
          },
        });
      } catch (error) {
        if (!(error instanceof HostError) || error.code !== 'connection-lost') throw error;
        losses++;
      } finally {
        clearTimeout(drop);
        own.close();
      }
    }
    const expected = Array.from({ length: lines }, (_, i) => `line ${i + 1}\n`).join('');
    expect(losses).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).toString() === expected).toBe(true);
    expect(end).toEqual({ kind: 'exited', exitCode: 0, bytes: expected.length, failed: null });
    c = await connect(labTarget('deploy', 'password'));
    // nobody follows any more: a dropped follower leaves nothing behind
    await expect.poll(() => sh('pgrep -c -x tail || true'), { timeout: 5_000 }).toBe('0\n');
  });

  test('200,000 lines come at over 20,000 a second, and a quiet line within 100 ms', async () => {
    const ref = newRef();
    await startDetached(c, ref, {
      ...base,
      script: 'seq -f "2026-11-23 a line of ordinary length number %.0f" 200000',
    });
    const before = Date.now();
    const { text } = await follow(ref);
    const rate = 200_000 / ((Date.now() - before) / 1000);
    expect(text.split('\n')).toHaveLength(200_001);
    console.info(`follow: ${Math.round(rate)} lines/s`);
    expect(rate).toBeGreaterThan(20_000);

    const quiet = newRef();
    await startDetached(c, quiet, { ...base, script: 'for i in $(seq 20); do sleep 0.2; date +%s%3N; done' });
    const late: number[] = [];
    await followDetached(c, quiet, {
      fromByte: 0,
      onData: (chunk) => {
        for (const line of chunk.toString().trim().split('\n')) late.push(Date.now() - Number(line));
      },
    });
    late.sort((a, b) => a - b);
    console.info(`follow: quiet lines late by ms, median ${late[10]}, most ${late.at(-1)}`);
    expect(late[10]).toBeLessThan(100);
  });

  test('what a cut off run left on tmpfs is removed', async () => {
    const ref = newRef();
    const files = [{ path: '/run/slipway/left/over', mode: '0600', content: 'x' }];
    await startDetached(c, ref, { ...base, files, script: 'sleep 60' });
    const { unit, tmpfs } = placesOf(ref, cluster);
    // as a crash would: the unit dies and nothing runs after it
    await sh(`chmod 000 ${tmpfs}/finish; mv ${tmpfs}/finish ${tmpfs}/gone; systemctl stop ${unit}`);
    expect(await sh('test -e /run/slipway/left/over && echo there')).toBe('there\n');
    expect((await follow(ref)).end).toEqual({ kind: 'vanished', bytes: 0 });
    await cleanDetached(c, ref.runId);
    expect(await sh(`test -e /run/slipway/left/over -o -e ${tmpfs} || echo gone`)).toBe('gone\n');
  });

  test('a host whose plug is pulled: the command has vanished, and its output up to there is still given', async () => {
    const ref = newRef();
    await startDetached(c, ref, { ...base, script: 'echo before; sleep 100' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const lost = follow(ref);
    const noticed = expect(lost).rejects.toMatchObject({ code: 'connection-lost', retryable: true });
    labDo('kill', labHostName());
    await noticed;
    labDo('start', labHostName());
    c = await connect(labTarget('deploy', 'password'));
    expect(await follow(ref)).toEqual({ end: { kind: 'vanished', bytes: 7 }, text: 'before\n' });
    expect(await startDetached(c, ref, { ...base, script: 'echo again' })).toBe('already-started');
  });
});
