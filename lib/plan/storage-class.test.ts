import { expect, test } from 'vitest';
import { samplePlan } from './samples';
import { storageSchema } from './schema';
import { storageClassOf } from './storage-class';

const of = (storage: object) =>
  storageClassOf(
    samplePlan((plan) => {
      plan.storage = storageSchema.parse(storage);
    }),
  );

test('nothing and local paths bring no class', () => {
  expect([of({ kind: 'none' }), of({ kind: 'built-in' })]).toEqual([null, null]);
});

test('NFS may be mounted by several nodes, a Ceph block by one', () => {
  expect(of({ kind: 'nfs-server' })).toEqual({ name: 'nfs-client', shared: true });
  expect(of({ kind: 'external-nfs', storageClass: 'nas' })).toEqual({ name: 'nas', shared: true });
  expect(of({ kind: 'ceph' })).toEqual({ name: 'rook-ceph-block', shared: false });
});

test('an existing class does as its owner says', () => {
  expect(of({ kind: 'storage-class', name: 'fast', shared: false })).toEqual({ name: 'fast', shared: false });
});
