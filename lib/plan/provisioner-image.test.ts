import { expect, test } from 'vitest';
import { type ExternalNfs, provisionerImageOf, upstreamProvisioner } from './provisioner-image';
import { storageSchema } from './schema';

const nfs = (provisionerImage = '') => storageSchema.parse({ kind: 'external-nfs', provisionerImage }) as ExternalNfs;
const bundled = 'registry.corp.example/mirror/nfs-subdir-external-provisioner:v4.0.18';

test('the plan’s image comes before the bundle’s, and that before the makers’', () => {
  expect(provisionerImageOf(nfs('r.example/nfs:1'), [bundled])).toBe('r.example/nfs:1');
  expect(provisionerImageOf(nfs(), ['registry.k8s.io/pause:3.10', bundled])).toBe(bundled);
  expect(provisionerImageOf(nfs(), [])).toBe(upstreamProvisioner);
});
