import path from 'node:path';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { imageTags, isImageArchive } from './image-tags';
import { bundleFolder, dockerArchive, tar } from './testing';

const archive = dockerArchive('registry.k8s.io/pause:3.10', 'x/y:1');
const long = { params: { [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_enableLongDistanceMatching]: 1 } };

test('tags are read plain, gzipped and with a zstd window of 128 MiB', async () => {
  const files = {
    'a.tar': archive,
    'a.tar.gz': gzipSync(archive),
    'a.tgz': gzipSync(archive),
    'a.tar.zst': zstdCompressSync(archive, long),
  };
  const folder = await bundleFolder(files);
  for (const name of Object.keys(files)) {
    expect(await imageTags(path.join(folder, name)), name).toEqual(['registry.k8s.io/pause:3.10', 'x/y:1']);
  }
});

test('an archive without a manifest has no tags', async () => {
  const folder = await bundleFolder({ 'a.tar': tar([['oci-layout', '{}']]) });
  expect(await imageTags(path.join(folder, 'a.tar'))).toEqual([]);
});

test('an archive that is not what its name says is an error, not an empty one', async () => {
  const folder = await bundleFolder({
    'a.tar.gz': 'hello',
    'a.tar.zst': archive,
    'b.tar.zst': zstdCompressSync(archive).subarray(0, 60),
  });
  for (const name of ['a.tar.gz', 'a.tar.zst', 'b.tar.zst', 'absent.tar.zst']) {
    await expect(imageTags(path.join(folder, name)), name).rejects.toThrow();
  }
});

test('only archives are asked for tags', () => {
  expect(['a.tar', 'a.tar.gz', 'a.tgz', 'a.tar.zst'].every(isImageArchive)).toBe(true);
  expect(['a.txt', 'tar', 'a.zst', 'a.tar.xz'].some(isImageArchive)).toBe(false);
});
