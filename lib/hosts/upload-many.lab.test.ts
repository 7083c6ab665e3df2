import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from './connect';
import type { HostConnection } from './connection';
import { labTarget, labWanted } from './lab-target';
import { uploadMany } from './upload-many';

const to = '/var/tmp/slipway-upload-many';
const file = (name: string, bytes: Buffer, sent = bytes) => ({
  source: Readable.from([sent]),
  size: bytes.length,
  path: `${to}/${name}`,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  mode: '0640',
});

describe.runIf(labWanted)('many uploads to a lab host in one command', { timeout: 60_000 }, () => {
  let c: HostConnection;
  const sh = (script: string) => c.must(script, { deadlineMs: 20_000 });
  const all = [randomBytes(700_001), Buffer.from('right\nwrong\n'), randomBytes(3)] as const;
  const files = () => [file("it's a $file", all[0]), file('verdict lines', all[1]), file('deep/last', all[2])];
  beforeAll(async () => {
    c = await connect(labTarget('deploy', 'password'));
  });
  afterAll(async () => {
    await sh(`rm -rf ${to}`);
    c.close();
  });

  test('all arrive byte for byte, whatever they hold; what is there is not sent again', async () => {
    const progress: number[] = [];
    const total = all.reduce((sum, bytes) => sum + bytes.length, 0);
    expect(await uploadMany(c, files(), { onProgress: (bytes) => progress.push(bytes) })).toEqual({ sent: 3 });
    expect(progress.at(-1)).toBe(total);
    expect(await sh(`cd ${to}; find . -type f -printf '%m %u %s %p\\n' | sort; sha256sum < 'verdict lines'`)).toBe(
      `640 root 12 ./verdict lines\n640 root 3 ./deep/last\n640 root 700001 ./it's a $file\n${files()[1]?.sha256}  -\n`,
    );
    await sh(`echo x >> ${to}/deep/last`);
    const seen: number[] = [];
    expect(await uploadMany(c, files(), { onFile: (index) => seen.push(index) })).toEqual({ sent: 1 });
    expect(seen.at(-1)).toBe(2);
    expect(await uploadMany(c, files())).toEqual({ sent: 0 });
  });

  test.each([
    ['other bytes', Buffer.from('abcdefgi')],
    ['fewer bytes', Buffer.from('abc')],
    ['more bytes', Buffer.from('abcdefgh\nright\n')],
  ])('%s than were wanted never get the name, and nothing after them', async (_what, sent) => {
    const wrong = [file('changed', Buffer.from('abcdefgh'), sent), file('after', Buffer.from('x'))];
    await expect(uploadMany(c, wrong)).rejects.toMatchObject({ code: 'artifact-changed' });
    expect(await sh(`ls -A ${to} | grep -e changed -e after || true`)).toBe('');
  });

  test('a disk that cannot hold them is found out before anything is sent', async () => {
    await sh(`mkdir -p ${to}/small; mount -t tmpfs -o size=1m slipway ${to}/small`);
    try {
      const big = file('small/big', randomBytes(2_000_000));
      await expect(uploadMany(c, [big])).rejects.toMatchObject({
        code: 'no-space',
        values: { needed: 2_000_000, available: 1 << 20 },
      });
      expect(await sh(`ls -A ${to}/small`)).toBe('');
    } finally {
      await sh(`umount ${to}/small`);
    }
  });
});
