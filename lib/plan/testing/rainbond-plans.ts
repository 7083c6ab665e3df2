import { buildPlan, outside } from './build-plan';
import type { Expectation } from './expectation';

const three = ['all', 'all', 'all'];
const pair = (replication: 'asynchronous' | 'semi-synchronous') => ({
  ...outside,
  database: { kind: 'mysql-pair' as const, replication },
});
const pairHosts = ['all mysql-primary', 'all mysql-replica', 'all'];
const old = { ...outside, rainbond: { kind: '5.17' as const }, etcd: { kind: 'kubernetes' as const } };

export const rainbondPlans: Expectation[] = [
  {
    name: 'an asynchronous replica: without the primary the database stops, and acknowledged transactions may be lost with it',
    from: 'availability.md, MySQL; review, point 3',
    plan: buildPlan(pairHosts, pair('asynchronous')),
    fails: {
      '1': { database: 'down', 'rainbond-console': 'down', builds: 'down', 'application-entry': 'degraded' },
      '2': { database: 'degraded', 'rainbond-console': 'up' },
      '1 lost': { database: 'down' },
      '1 2 lost': { database: 'data-lost' },
    },
    sets: { database: ['1 of 1'] },
    points: [1],
  },
  {
    name: 'semi-synchronous without a timeout: the primary waits for ever for its replica',
    from: 'availability.md: AFTER_SYNC, no timeout; review, point 3',
    plan: buildPlan(pairHosts, pair('semi-synchronous')),
    fails: { '2': { database: 'down' }, '1 lost': { database: 'down' }, '1 2 lost': { database: 'data-lost' } },
    sets: { database: ['1 of 1', '1 of 2'] },
    points: [1, 2],
  },
  {
    name: 'an outside MySQL at the address of a host of the plan goes with that host',
    from: 'review, point 4: MySQL on a plan host',
    plan: buildPlan(three, { ...outside, database: { kind: 'external', host: '10.0.0.13' } }),
    fails: { '3': { database: 'down', 'rainbond-console': 'down' }, '3 lost': { database: 'data-lost' } },
    sets: { database: ['1 of 3'] },
    points: [3],
  },
  {
    name: 'the built-in registry is goodrain.me, the first gateway: without it pods start only where their image is',
    from: 'availability.md: goodrain.me; review, point 1c',
    plan: buildPlan(three, { ...outside, registry: { kind: 'built-in' } }),
    fails: {
      '1': {
        registry: 'down',
        builds: 'down',
        scheduling: 'degraded',
        'kubernetes-api': 'up',
        'rainbond-console': 'up',
      },
      '2': { registry: 'up', builds: 'up' },
    },
    points: [1],
  },
  {
    name: 'a registry outside has no use for goodrain.me',
    from: 'review, point 9: only for a registry inside the cluster',
    plan: buildPlan(three, outside),
    fails: {
      '1': { registry: 'up', builds: 'up' },
      'service:registry': { registry: 'down', builds: 'down', scheduling: 'degraded' },
    },
    points: [],
  },
  {
    name: 'volumes on local-path: all replicas of the console land on one host, and nobody knows which',
    from: 'availability.md: rbd-app-ui on local-path',
    plan: buildPlan(three, { ...outside, rainbond: { kind: '6.x', sharedVolumes: false, consoleReplicas: 3 } }),
    fails: { '2': { 'rainbond-console': '~down', builds: 'up' }, '1 2 3': { 'rainbond-console': 'down' } },
    sets: { 'rainbond-console': ['1 of 1 2 3'] },
    points: [1, 2, 3],
    grade: 'C',
  },
  {
    name: 'one console replica on shared volumes may be away for six minutes',
    from: 'availability.md: a pod that is not pinned is back after about 6 minutes',
    plan: buildPlan(three, { ...outside, rainbond: { kind: '6.x', consoleReplicas: 1 } }),
    fails: { '2': { 'rainbond-console': '~degraded' } },
    points: [],
  },
  {
    name: 'the chart fixes the message queue at one: a build asked for meanwhile waits, and nothing is down',
    from: 'availability.md: rbd-mq; look/review.html: builds up',
    plan: buildPlan(['cp', 'cp', 'cp', 'load', 'load'], {
      ...outside,
      entry: { ...outside.entry, api: { kind: 'host' } },
    }),
    fails: { '4': { builds: 'up' } },
  },
  {
    name: 'one build host is the only one that builds',
    from: 'availability.md: builds go on while one lives',
    plan: buildPlan(['all', 'cp worker gateway', 'cp worker gateway'], outside),
    fails: { '1': { builds: 'down', 'rainbond-console': 'up' }, '2': { builds: 'up' } },
    points: [1],
  },
  {
    name: '5.17 with its own MySQL: the first build host takes console and builds, and no application',
    from: 'availability.md, Rainbond 5.17',
    plan: buildPlan(three, { ...old, database: { kind: 'built-in' } }),
    fails: {
      '1': { database: 'down', 'rainbond-console': 'down', builds: 'down', 'application-entry': 'degraded' },
      '1 lost': { database: 'data-lost' },
      '2': { database: 'up' },
    },
    sets: { database: ['1 of 1'] },
    points: [1],
  },
  {
    name: "5.17's own etcd without enableHA is on the first build host",
    from: 'availability.md, Rainbond 5.17: hostPath',
    plan: buildPlan(three, { ...old, rainbond: { kind: '5.17', enableHA: false }, etcd: { kind: 'built-in' } }),
    fails: { '1': { 'rainbond-console': 'down', builds: 'down', 'application-entry': 'degraded' } },
    points: [1],
  },
  {
    name: "5.17's own etcd with enableHA stops with the storage",
    from: 'availability.md: 3 members, but on the RWX class',
    plan: buildPlan(['all', 'all nfs', 'all'], {
      ...old,
      etcd: { kind: 'built-in' },
      storage: { kind: 'nfs-server' },
    }),
    fails: { '2': { builds: 'down', 'rainbond-console': 'down', 'application-entry': 'up' } },
    points: [2],
  },
  {
    name: "5.17's built-in NFS is one pod on the node with the largest disk, which the plan alone doesn't know",
    from: 'availability.md: built-in NFS',
    plan: buildPlan(three, { ...old, storage: { kind: 'built-in' } }),
    fails: { '2': { 'storage-io': '~down', 'rainbond-console': '~down' } },
    points: [1, 2, 3],
  },
  {
    name: '5.17 on an outside etcd of three is a quorum of its own, and a member may be a host of the plan',
    from: 'review, point 4: a quorum of 3 holders, each failable',
    plan: buildPlan(three, {
      ...old,
      etcd: {
        kind: 'external',
        endpoints: ['https://10.0.0.13:2379', 'https://10.0.9.5:2379', 'https://10.0.9.6:2379'],
      },
    }),
    fails: {
      '3': { 'rainbond-console': 'up' },
      '3 service:etcd:1': { 'rainbond-console': 'down', builds: 'down' },
      'service:etcd': { 'rainbond-console': 'down', 'etcd-quorum': 'up' },
    },
    points: [],
  },
  {
    name: "6.x's own MySQL is a StatefulSet's pod: on shared storage a person must still remove the dead node",
    from: 'availability.md: a StatefulSet pod on a dead node; rbd-db',
    plan: buildPlan(three, { ...outside, database: { kind: 'built-in' } }),
    fails: {
      '2': { database: '~down', 'rainbond-console': '~down' },
      '2 lost': { database: '~down' },
      'service:nfs': { database: 'down', builds: 'down' },
    },
    points: [1, 2, 3],
  },
  {
    name: "6.x's own MySQL on local-path may lose its data with any host's disk",
    from: 'availability.md: local-path data is lost with the disk',
    plan: buildPlan(three, { ...outside, database: { kind: 'built-in' }, storage: { kind: 'built-in' } }),
    fails: { '2 lost': { database: '~data-lost' }, '2': { database: '~down' } },
  },
  {
    name: 'a console that Slipway does not put into the cluster is no capability of the plan',
    from: 'brief: what the plan does not have is absent',
    plan: buildPlan(three, { ...outside, rainbond: { kind: '6.x', console: false } }),
    fails: { '1 2 3': { builds: 'down' } },
  },
];
