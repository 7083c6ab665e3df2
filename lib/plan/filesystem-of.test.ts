import { expect, test } from 'vitest';
import { filesystemOf } from './filesystem-of';
import { sampleFacts } from './samples';

const facts = (...mounts: string[]) =>
  sampleFacts('10.0.0.11', ({ filesystems }) => {
    const root = filesystems[0];
    if (root) filesystems.splice(0, 1, ...mounts.map((mount) => ({ ...root, mount })));
  });

test('the longest mount point wins, whatever the order', () => {
  const some = facts('/var', '/', '/var/lib/containerd');
  expect(filesystemOf(some, '/var/lib/containerd')?.mount).toBe('/var/lib/containerd');
  expect(filesystemOf(some, '/var/lib/etcd')?.mount).toBe('/var');
  expect(filesystemOf(some, '/opt/rainbond')?.mount).toBe('/');
});

test('a folder whose name only begins alike is another one', () => {
  expect(filesystemOf(facts('/', '/var/lib'), '/var/library')?.mount).toBe('/');
});

test('nothing is known', () => {
  expect(filesystemOf(facts(), '/')).toBeUndefined();
});
