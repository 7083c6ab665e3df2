import { expect, test } from 'vitest';
import { artifactsOf, fullTag, imageName, supply } from './artifacts';
import { CompileError } from './compile-error';

const names = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'];
const tagsOf: Record<string, string[]> = {
  ...Object.fromEntries(names.map((name) => [`images/${name}.tar`, [`registry.k8s.io/${name}:v1.36.3`]])),
  'images/etcd.tar': ['registry.k8s.io/etcd:3.6.8-0'],
  'images/pause.tar': ['registry.k8s.io/pause:3.10.2'],
  'images/coredns.tar': ['registry.k8s.io/coredns/coredns:v1.14.2'],
};
const paths = [
  'containerd-2.3.7-linux-amd64.tar.gz',
  'runc.amd64',
  'cni-plugins-linux-amd64-v1.9.1.tgz',
  'kubernetes-node-linux-amd64.tar.gz',
  ...Object.keys(tagsOf),
];
const bundleWithout = (...left: string[]) => ({
  folder: '/b',
  files: paths.filter((path) => !left.includes(path)).map((path) => ({ path, sizeBytes: 1, sha256: 'ab' })),
  images: Object.entries(tagsOf)
    .filter(([path]) => !left.includes(path))
    .map(([path, tags]) => ({ path, tags })),
  manifests: {},
});

test('control plane images are told from those that every node needs', () => {
  const artifacts = artifactsOf(bundleWithout(), 'amd64', 'v1.36.3');
  expect(artifacts.controlPlaneImages.map(({ path }) => path).sort()).toEqual([
    'images/etcd.tar',
    'images/kube-apiserver.tar',
    'images/kube-controller-manager.tar',
    'images/kube-scheduler.tar',
  ]);
  expect(artifacts.nodeImages.map(({ path }) => path).sort()).toEqual([
    'images/coredns.tar',
    'images/kube-proxy.tar',
    'images/pause.tar',
  ]);
  expect(artifacts.pause).toBe('registry.k8s.io/pause:3.10.2');
});

test.each(paths)('without %s the bundle is refused', (path) => {
  expect(() => artifactsOf(bundleWithout(path), 'amd64', 'v1.36.3')).toThrow(CompileError);
});

test('images of another version, and binaries of another architecture, are not taken', () => {
  expect(() => artifactsOf(bundleWithout(), 'amd64', 'v1.36.4')).toThrow('kube-apiserver:v1.36.4');
  expect(() => artifactsOf(bundleWithout(), 'arm64', 'v1.36.3')).toThrow('bundle-lacks-file');
});

test('tags are completed as containerd does', () => {
  expect(fullTag('busybox:1')).toBe('docker.io/library/busybox:1');
  expect(fullTag('lab/busybox:1')).toBe('docker.io/lab/busybox:1');
  expect(fullTag('localhost/a:1')).toBe('localhost/a:1');
  expect(fullTag('registry:5000/a:1')).toBe('registry:5000/a:1');
  expect(imageName('registry:5000/a/b:1')).toBe('b');
});

test('an archive is decompressed on the host where that can be done, else on the way', () => {
  const zst = { path: 'images/a%3a.tar.zst', sizeBytes: 1, sha256: 'ab' };
  expect(supply(zst, true)).toMatchObject({
    open: 'zstd -dc -- /var/lib/slipway/artifacts/ab-a_3a.tar.zst',
    upload: { decompress: false },
  });
  expect(supply(zst, false)).toMatchObject({
    open: 'cat -- /var/lib/slipway/artifacts/ab-a_3a.tar',
    upload: { decompress: true },
  });
  expect(supply({ ...zst, path: 'b.tgz' }, false).open).toBe('gzip -dc -- /var/lib/slipway/artifacts/ab-b.tgz');
});
