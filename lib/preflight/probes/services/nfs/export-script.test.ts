import { expect, test } from 'vitest';
import { mountNfs, parseUse } from './export-script';

test('nfs.mount: a kernel without a client, a mount that failed and one that holds are told apart', () => {
  expect(parseUse('')).toBeNull();
  expect(parseUse('no-client\n')).toMatchObject({ mount: 'no-client' });
  expect(parseUse('mount 32 mount.nfs: access denied by server\n')).toMatchObject({
    mount: { failed: 'mount.nfs: access denied by server' },
  });
  expect(parseUse('mount 0\nwrite Read-only file system \n')).toMatchObject({
    mount: 'mounted',
    readOnly: 'Read-only file system',
  });
});

test('nfs.fsync, nfs.space, nfs.squash, nfs.lock: what a host printed', () => {
  const text = 'mount 0\nwrite\nowner 12345:12345\nsync 50 250000000\nspace 40000000000\nlock 1\ndone\n';
  expect(parseUse(text)).toEqual({
    mount: 'mounted',
    readOnly: '',
    owner: '12345:12345',
    syncMs: 5,
    freeBytes: 40e9,
    locked: false,
  });
  expect(parseUse(text.replace('lock 1', 'lock unsupported'))?.locked).toBeNull();
});

test('nfs.mount: what was cut off before it wrote says nothing of writing, and half a number is none', () => {
  expect(parseUse('mount 0\n')).toMatchObject({ mount: 'mounted', readOnly: null });
  expect(parseUse('mount 0\nwrite\nspace 40')).toMatchObject({ readOnly: '', freeBytes: null });
});

test('nfs.mount: server and path are words of the shell, whatever is in them', () => {
  expect(mountNfs('nfs', "/srv/it's here", '4.1')).toContain(`'nfs:/srv/it'\\''s here'`);
  expect(mountNfs('nfs', '/a', '4.1')).not.toContain('nolock');
  expect(mountNfs('nfs', '/a', '3')).toContain('nolock');
});
