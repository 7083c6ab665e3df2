import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from './connect';
import type { HostConnection } from './connection';
import { labDo, labHostName, labTarget, labWanted } from './lab-target';
import { upload } from './upload';

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'slipway-upload-'));
const to = '/var/tmp/slipway-upload';

describe.runIf(labWanted)('uploads to a lab host', { timeout: 60_000 }, () => {
  let c: HostConnection;
  const sh = (script: string) => c.must(script, { deadlineMs: 20_000 });
  const beside = () => sh(`ls -A ${to}/deep 2> /dev/null || true`);
  beforeAll(async () => {
    c = await connect(labTarget('deploy', 'password'));
  });
  afterAll(async () => {
    await sh(`umount ${to}/small 2> /dev/null; rm -rf ${to}`);
    c.close();
    rmSync(folder, { recursive: true });
  });

  test('a file arrives byte for byte, root-owned, with its mode; the second time nothing is sent', async () => {
    const bytes = randomBytes(5_000_001);
    const source = join(folder, 'a');
    writeFileSync(source, bytes);
    const path = `${to}/deep/it's a $file`;
    const progress: number[] = [];
    const options = { source, size: bytes.length, path, sha256: sha(bytes), mode: '0751' };
    const first = await upload(c, { ...options, onProgress: (sent) => progress.push(sent) });
    expect(first).toEqual({ skipped: false, sentBytes: bytes.length });
    expect(progress.at(-1)).toBe(bytes.length);
    expect(await sh(`cd ${to}/deep; stat -c '%a %U %G %n' *; sha256sum < *`)).toBe(
      `751 root root it's a $file\n${sha(bytes)}  -\n`,
    );
    expect(await upload(c, options)).toEqual({ skipped: true, sentBytes: 0 });
    await sh(`echo x >> ${to}/deep/*`);
    expect(await upload(c, options)).toEqual({ skipped: false, sentBytes: bytes.length });
    await sh(`rm -r ${to}/deep`);
  });

  test('zstd is unpacked on the way, and what was unpacked is known again', async () => {
    const bytes = Buffer.concat([randomBytes(400_000), Buffer.alloc(3_000_000, 'slip')]);
    const packed = zstdCompressSync(bytes);
    const options = { size: packed.length, path: `${to}/deep/plain`, sha256: sha(packed), mode: '0644' };
    const send = () => upload(c, { ...options, source: Readable.from([packed]), decompress: 'zstd' });
    expect(await send()).toEqual({ skipped: false, sentBytes: bytes.length });
    expect(await sh(`sha256sum < ${to}/deep/plain`)).toBe(`${sha(bytes)}  -\n`);
    expect(await send()).toEqual({ skipped: true, sentBytes: 0 });
    await sh(`echo x >> ${to}/deep/plain`);
    expect(await send()).toEqual({ skipped: false, sentBytes: bytes.length });
    await sh(`rm -r ${to}/deep`);
  });

  test('bytes that are not the wanted ones never get the name', async () => {
    const bytes = randomBytes(100_000);
    const options = { size: bytes.length, path: `${to}/deep/file`, sha256: sha(bytes), mode: '0644' };
    const wrong = upload(c, { ...options, source: Readable.from([bytes.subarray(1)]) });
    await expect(wrong).rejects.toMatchObject({ code: 'artifact-changed' });
    expect(await beside()).toBe('');
  });

  test('a full disk is found out before sending and while sending, with both numbers', async () => {
    await sh(`mkdir -p ${to}/small; mount -t tmpfs -o size=8m slipway ${to}/small`);
    const big = Buffer.alloc(20_000_000, 1);
    const options = { path: `${to}/small/file`, mode: '0644' };
    const before = upload(c, { ...options, source: Readable.from([big]), size: big.length, sha256: sha(big) });
    await expect(before).rejects.toMatchObject({
      code: 'no-space',
      values: { needed: big.length, available: 8 << 20 },
    });
    const packed = zstdCompressSync(big);
    const during = upload(c, {
      ...options,
      source: Readable.from([packed]),
      size: packed.length,
      sha256: sha(packed),
      decompress: 'zstd',
    });
    await expect(during).rejects.toMatchObject({ code: 'no-space', values: { available: 8 << 20 } });
    expect(await sh(`ls -A ${to}/small`)).toBe('');
  });

  test('a connection that drops in the middle leaves no file, and the next upload leaves no rest', async () => {
    const bytes = randomBytes(30_000_000);
    const options = { size: bytes.length, path: `${to}/deep/file`, sha256: sha(bytes), mode: '0644' };
    let dropped = false;
    const own = await connect(labTarget('ops'));
    const slow = async function* () {
      for (let at = 0; at < bytes.length; at += 1_000_000) {
        if (at === 10_000_000) {
          labDo('drop-ssh', labHostName());
          dropped = true;
        }
        yield bytes.subarray(at, at + 1_000_000);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const cut = upload(own, { ...options, source: Readable.from(slow()) });
    await expect(cut).rejects.toMatchObject({ code: 'connection-lost' });
    expect(dropped).toBe(true);
    c = await connect(labTarget('deploy', 'password'));
    expect(await sh(`test -e ${to}/deep/file || echo absent`)).toBe('absent\n');
    await upload(c, { ...options, source: Readable.from([bytes]) });
    expect(await beside()).toBe('file\n');
  });

  test('170 MiB to three connections at once', async () => {
    const source = join(folder, 'big');
    execFileSync('dd', ['if=/dev/urandom', `of=${source}`, 'bs=1M', 'count=170', 'status=none']);
    const sha256 = sha(readFileSync(source));
    const three = await Promise.all([1, 2, 3].map(() => connect(labTarget('root'))));
    const before = Date.now();
    const cpu = process.cpuUsage();
    await Promise.all(
      three.map((one, i) => upload(one, { source, size: 170 << 20, path: `${to}/big${i}`, sha256, mode: '0644' })),
    );
    const seconds = (Date.now() - before) / 1000;
    const used = process.cpuUsage(cpu);
    console.info(
      `upload: 3 × 170 MiB in ${seconds} s, ${Math.round(510 / seconds)} MiB/s, CPU ${(used.user + used.system) / 1e6} s`,
    );
    for (const one of three) one.close();
    expect(await sh(`sha256sum < ${to}/big2`)).toBe(`${sha256}  -\n`);
  });
});
