import { buildPlan, outside } from './build-plan';
import type { Expectation } from './expectation';

const pair = { kind: 'nfs-server' as const, mode: 'primary-secondary' as const };
const single = { kind: 'nfs-server' as const, mode: 'single' as const };

export const storagePlans: Expectation[] = [
  {
    name: "the review page's plan: one NFS server on node-2, database and registry outside",
    from: 'look/review.html, the table as it stands',
    plan: buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: single }),
    fails: {
      '1': {
        'etcd-quorum': 'degraded',
        'application-entry': 'degraded',
        scheduling: 'degraded',
        otherwise: 'up',
      },
      '2': {
        'etcd-quorum': 'degraded',
        scheduling: 'degraded',
        'storage-io': 'down',
        'rainbond-console': 'down',
        otherwise: 'up',
      },
      '3': { 'etcd-quorum': 'degraded', scheduling: 'degraded', otherwise: 'up' },
      '2 lost': {
        'etcd-quorum': 'degraded',
        scheduling: 'degraded',
        'storage-io': 'down',
        'storage-data': 'data-lost',
        'rainbond-console': 'down',
        otherwise: 'up',
      },
      '2 cut-off': { 'storage-io': 'down', 'storage-data': 'up' },
    },
    sets: { 'storage-io': ['1 of 2'], 'storage-data': ['1 of 2'], 'rainbond-console': ['1 of 2', '2 of 1 3'] },
    points: [2],
    grade: 'C',
  },
  {
    name: 'a secondary is a copy: without the primary storage stops, and the last interval may be lost with its disk',
    from: 'availability.md, NFS by lsyncd; review, point 3',
    plan: buildPlan(['all', 'all nfs', 'all copy'], { ...outside, storage: pair }),
    fails: {
      '2': { 'storage-io': 'down', 'storage-data': 'up' },
      '3': { 'storage-io': 'degraded', 'storage-data': 'up' },
      '2 lost': { 'storage-io': 'down', 'storage-data': 'degraded' },
      '3 lost': { 'storage-io': 'degraded', 'storage-data': 'up' },
      '2 3 lost': { 'storage-data': 'data-lost' },
    },
    sets: { 'storage-io': ['1 of 2'], 'storage-data': ['2 of 2 3'] },
    points: [2],
  },
  {
    name: 'Ceph with three copies on three hosts: any one may go, two stop writes, three lose the data',
    from: 'availability.md: 3 copies, min_size 2',
    plan: buildPlan(['all ceph', 'all ceph', 'all ceph'], { ...outside, storage: { kind: 'ceph' } }),
    fails: {
      '1 lost': { 'storage-io': 'degraded', 'storage-data': 'up' },
      '1 2 lost': { 'storage-io': 'down', 'storage-data': 'up' },
      '1 2 3 lost': { 'storage-data': 'data-lost' },
      '3': { 'rainbond-console': '~degraded' },
    },
    sets: { 'storage-io': ['2 of 1 2 3'], 'storage-data': ['3 of 1 2 3'] },
    points: [],
  },
  {
    name: 'Ceph with three copies on five hosts: two may hold two copies of the same object',
    from: 'Ceph pools: copies on different hosts, which ones nobody knows',
    plan: buildPlan(['all ceph', 'all ceph', 'all ceph', 'worker ceph', 'worker ceph'], {
      ...outside,
      storage: { kind: 'ceph' },
    }),
    fails: { '4 5': { 'storage-io': '~down' }, '3 4 5 lost': { 'storage-data': '~data-lost' } },
    sets: { 'storage-io': ['2 of 1 2 3 4 5'], 'storage-data': ['3 of 1 2 3 4 5'] },
  },
  {
    name: 'five copies survive two hosts, but three monitors on five hosts survive one',
    from: 'Ceph: min_size 3 of 5; Rook runs three monitors',
    plan: buildPlan(['all ceph', 'all ceph', 'all ceph', 'worker ceph', 'worker ceph'], {
      ...outside,
      storage: { kind: 'ceph', copies: 5 },
    }),
    fails: { '4': { 'storage-io': 'degraded' }, '4 5': { 'storage-io': '~down' } },
    sets: { 'storage-io': ['2 of 1 2 3 4 5'] },
  },
  {
    name: 'Ceph on one host has no second copy to write to',
    from: 'Ceph pools: min_size 2 of 3 copies on different hosts',
    plan: buildPlan(['all ceph', 'all', 'all'], { ...outside, storage: { kind: 'ceph' } }),
    missing: ['storage-io'],
  },
  {
    name: 'local-path keeps each volume on one host: any host may hold what matters',
    from: 'availability.md: a pod on local-path is pinned; plan-editor.png: 0 hosts',
    plan: buildPlan(['cp', 'cp', 'cp', 'load', 'load'], { storage: { kind: 'built-in' } }),
    fails: {
      '4': { 'storage-io': '~down', 'storage-data': 'up' },
      '4 lost': { 'storage-io': '~down', 'storage-data': '~data-lost' },
      '4 5': { 'storage-io': 'down' },
      '1': { 'storage-io': 'up' },
    },
    sets: { 'storage-io': ['1 of 4 5'], 'storage-data': ['1 of 4 5'] },
    points: [4, 5],
    grade: 'C',
  },
  {
    name: 'an outside NFS server is as its owner declares, and stops storage and console when it fails',
    from: 'availability.md: as declared',
    plan: buildPlan(['all', 'all', 'all'], outside),
    fails: {
      'service:nfs': { 'storage-io': 'down', 'storage-data': 'up', 'rainbond-console': 'down', 'kubernetes-api': 'up' },
    },
    sets: { 'storage-io': [] },
    points: [],
    grade: 'B',
  },
  {
    name: 'an outside NFS server whose address is a host of the plan is that host, with its disk',
    from: 'review, point 4',
    plan: buildPlan(['all', 'all', 'all', 'worker'], {
      ...outside,
      storage: { kind: 'external-nfs', server: '10.0.0.14', path: '/srv' },
    }),
    fails: {
      '4': { 'storage-io': 'down', 'storage-data': 'up' },
      '4 lost': { 'storage-data': 'data-lost' },
      'service:nfs': { 'storage-io': 'down' },
    },
    points: [4],
  },
  {
    name: 'a class that several nodes mount is as declared, and console replicas spread over hosts',
    from: 'availability.md: STORAGE_CLASS_NAME on shared storage',
    plan: buildPlan(['all', 'all', 'all'], { ...outside, storage: { kind: 'storage-class', name: 'nas' } }),
    fails: { '2': { 'rainbond-console': 'up' }, 'service:storage-class': { 'storage-io': 'down' } },
    points: [],
  },
];
