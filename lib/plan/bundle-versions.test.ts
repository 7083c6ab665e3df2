import { expect, test } from 'vitest';
import { bundleVersions, missingParts } from './bundle-versions';
import { sampleBundle } from './samples';

test('versions are read from file names and image tags', () => {
  expect(bundleVersions(sampleBundle())).toEqual({
    kubernetes: 'v1.36.3',
    components: { 'kube-controller-manager': 'v1.36.3', 'kube-scheduler': 'v1.36.3', 'kube-proxy': 'v1.36.3' },
    containerd: '2.3.7',
    cniPlugins: 'v1.9.1',
    flannel: 'v0.28.10',
    calico: null,
    cilium: null,
    pause: '3.10.1',
    etcd: '3.6.8-0',
    coredns: 'v1.14.2',
    helm: 'v3.22.0',
    architectures: ['amd64'],
  });
});

test('what is not there is null, and an unknown name is not taken for something else', () => {
  const versions = bundleVersions({
    folder: '/b',
    files: [],
    images: [{ path: 'a.tar', tags: ['x/not-pause:1'] }],
    manifests: {},
  });
  expect(versions).toMatchObject({ kubernetes: null, pause: null, architectures: [] });
});

test('pod networks are known by their image, whatever the registry', () => {
  const tags = ['quay.io/calico/node:v3.32.1', 'registry.corp.example:5000/cilium/cilium:v1.19.3', 'x/node:v1'];
  const images = [{ path: 'a.tar', tags }];
  expect(bundleVersions({ folder: '/b', files: [], images, manifests: {} })).toMatchObject({
    calico: 'v3.32.1',
    cilium: 'v1.19.3',
    components: {},
  });
});

test("upstream's own archive names are understood", () => {
  const names = [
    'containerd-2.3.7-linux-arm64.tar.gz',
    'cni-plugins-linux-arm64-v1.9.1.tgz',
    'runc.arm64',
    'helm-v4.0.1-linux-arm64.tar.gz',
  ];
  const files = names.map((path) => ({ path, sizeBytes: 1, sha256: '' }));
  expect(bundleVersions({ folder: '/b', files, images: [], manifests: {} })).toMatchObject({
    containerd: '2.3.7',
    cniPlugins: 'v1.9.1',
    helm: 'v4.0.1',
    architectures: ['arm64'],
  });
});

test('a whole bundle misses nothing, and each missing part is named', () => {
  expect(missingParts(sampleBundle(), 'flannel')).toEqual([]);
  const bundle = sampleBundle();
  bundle.files = bundle.files.filter((file) => !file.path.startsWith('runc'));
  bundle.manifests = {};
  expect(missingParts(bundle, 'flannel')).toEqual(['runc.<arch>', 'manifests/kube-flannel.yml']);
  expect(missingParts(bundle, 'existing')).toEqual(['runc.<arch>']);
});
