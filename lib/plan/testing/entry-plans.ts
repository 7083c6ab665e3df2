import { buildPlan, outside, vip } from './build-plan';
import type { Expectation } from './expectation';

const balancer = (address = '10.0.9.9') => ({ kind: 'load-balancer' as const, address, declared: 'two F5' });
const rainbondEntry = (application: ReturnType<typeof balancer> | ReturnType<typeof vip> | { kind: 'none' }) => ({
  ...outside,
  entry: { api: vip(), application },
});

export const entryPlans: Expectation[] = [
  {
    name: 'two of three all-role hosts off: the entry answers a share of connections for as long as no API removes dead endpoints',
    from: 'availability.md, measured: 15 of 36 connections; review, point 1a. Here the address doesn’t move, and one gateway pod is on each',
    plan: buildPlan(['all', 'all', 'all'], { ...rainbondEntry(vip()), rainbond: { kind: '6.x', replicas: 3 } }),
    fails: {
      '2 3': { 'application-entry': 'degraded', 'kubernetes-api': 'down', 'rainbond-console': 'down' },
      '2': { 'application-entry': 'up', 'kubernetes-api': 'up' },
    },
  },
  {
    name: 'one virtual address for both checks the API: without a quorum it answers nothing',
    from: 'review, point 7: the entry includes what its check tests',
    plan: buildPlan(['all', 'all', 'all'], outside),
    fails: {
      '2 3': { 'application-entry': 'down' },
      '1': { 'application-entry': 'degraded', 'kubernetes-api': 'up' },
      '2': { 'application-entry': 'up', 'kubernetes-api': 'up' },
    },
    sets: { 'application-entry': ['2 of 1 2 3'] },
  },
  {
    name: 'an API on the application entry answers only on gateways that are control planes',
    from: 'review, point 7: 6443 on another gateway answers nothing',
    plan: buildPlan(['cp gateway', 'cp', 'cp', 'load', 'load'], outside),
    fails: { '1': { 'kubernetes-api': 'down', 'application-entry': 'down' }, '4': { 'kubernetes-api': 'up' } },
    sets: { 'kubernetes-api': ['1 of 1', '2 of 2 3'] },
    points: [1],
  },
  {
    name: "with the first control plane's own address its loss leaves a quorum that nobody reaches, and endpoints that nobody removes",
    from: 'review, point 1b: api: host',
    plan: buildPlan(['cp worker', 'all', 'all'], {
      ...rainbondEntry(vip()),
      entry: { api: { kind: 'host' }, application: vip() },
    }),
    fails: {
      '1': { 'kubernetes-api': 'down', 'etcd-quorum': 'degraded', 'application-entry': 'degraded' },
      '3': { 'kubernetes-api': 'up', 'application-entry': 'up' },
    },
    sets: { 'kubernetes-api': ['1 of 1', '2 of 2 3'] },
    points: [1],
    grade: 'D',
  },
  {
    name: "the API's load balancer lost while quorum holds: separate workers may be NotReady after the grace period",
    from: 'review, point 8',
    plan: buildPlan(['cp', 'cp', 'cp', 'load', 'load'], {
      ...rainbondEntry(vip()),
      entry: { api: balancer(), application: vip() },
    }),
    fails: {
      'entry:api': { 'kubernetes-api': 'down', 'etcd-quorum': 'up', 'application-entry': 'degraded' },
    },
    sets: { 'application-entry': ['2 of 4 5'], 'kubernetes-api': ['2 of 1 2 3'] },
    points: [],
  },
  {
    name: 'an address that another machine answers for takes entry and API away while every host lives',
    from: 'RFC 5227, 2.4: who loses the address gives it up or both defend it; the members talk by their own addresses',
    plan: buildPlan(['all', 'all', 'all'], outside),
    fails: {
      'vip:application': {
        'application-entry': 'down',
        'kubernetes-api': 'down',
        'etcd-quorum': 'up',
        'storage-data': 'up',
        slipway: 'up',
      },
    },
    // No host's fault: what the hosts survive stays as it is.
    points: [],
    grade: 'B',
  },
  {
    name: 'of two virtual addresses each takes its own clients along',
    from: 'RFC 5227, 2.4; pods and Services don’t go through the API’s address',
    plan: buildPlan(['all', 'all', 'all'], rainbondEntry(vip())),
    fails: {
      'vip:api': { 'kubernetes-api': 'down', 'application-entry': 'up', 'etcd-quorum': 'up' },
      'vip:application': { 'application-entry': 'down', 'kubernetes-api': 'up', scheduling: 'up' },
      'vip:application 1': { 'application-entry': 'down', 'kubernetes-api': 'degraded' },
    },
  },
  {
    name: 'without the API’s address workers of their own can’t renew their leases, as without its load balancer',
    from: 'review, point 8, which holds for any way to the API',
    plan: buildPlan(['cp', 'cp', 'cp', 'load', 'load'], rainbondEntry(vip())),
    fails: { 'vip:api': { 'kubernetes-api': 'down', 'application-entry': 'degraded' } },
  },
  {
    name: 'one gateway replica on three gateways may be away for six minutes, wherever it is',
    from: 'review, point 2: Cluster.replicas 1 with 3 gateways',
    plan: buildPlan(['all', 'all', 'all'], { ...rainbondEntry(vip()), rainbond: { kind: '6.x', replicas: 1 } }),
    fails: { '2': { 'application-entry': '~degraded' }, '2 3': { 'application-entry': '~down' } },
  },
  {
    name: 'without an entry Rainbond is reached at its first gateway',
    from: 'review, point 7: application none with Rainbond',
    plan: buildPlan(['all', 'all', 'all'], rainbondEntry({ kind: 'none' })),
    fails: { '1': { 'application-entry': 'down', 'rainbond-console': 'down' }, '2': { 'application-entry': 'up' } },
    points: [1],
  },
  {
    name: 'behind a load balancer a lost gateway is lost capacity, and the balancer itself is as declared',
    from: 'review, point 5: capacity for gateways behind a load balancer',
    plan: buildPlan(['all', 'all', 'all'], rainbondEntry(balancer())),
    fails: { '2': { 'application-entry': 'degraded' }, 'entry:application': { 'application-entry': 'down' } },
    sets: { 'application-entry': ['2 of 1 2 3'] },
    points: [],
  },
  {
    name: 'a load balancer that is a host of the plan goes down with it',
    from: 'review, point 4',
    plan: buildPlan(['all', 'all', 'all', 'worker'], rainbondEntry(balancer('10.0.0.14'))),
    fails: { '4': { 'application-entry': 'down' } },
    points: [4],
  },
  {
    name: 'five etcd members and two gateways: eight sets take the console down',
    from: 'review, point 6: {4,5}, {1,2,3}, two of {1,2,3} with one of {4,5}',
    plan: buildPlan(['cp worker', 'cp worker', 'cp worker', 'cp worker gateway build', 'cp worker gateway build'], {
      ...rainbondEntry(vip()),
      rainbond: { kind: '6.x', replicas: 5, consoleReplicas: 5 },
    }),
    sets: { 'rainbond-console': ['2 of 4 5', '3 of 1 2 3', '2 of 1 2 3 + 1 of 4 5'] },
    points: [],
  },
  {
    name: 'a plan without gateways has no entry',
    from: 'review, point 6: none is missing',
    plan: buildPlan(['cp worker', 'cp worker', 'cp worker'], rainbondEntry(vip())),
    missing: ['application-entry', 'builds'],
    grade: 'E',
  },
];
