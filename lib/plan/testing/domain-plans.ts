import { buildPlan, outside } from './build-plan';
import type { Expectation } from './expectation';

const racks = { domains: [{ name: 'rack-a' }, { name: 'rack-b' }, { name: 'rack-c' }] };

export const domainPlans: Expectation[] = [
  {
    name: 'three racks with a control plane each survive any one rack',
    from: 'etcd FAQ, by domains; plans-empty.png: any 1 rack',
    plan: buildPlan(['cp @rack-a', 'cp @rack-b', 'cp @rack-c', 'load @rack-a', 'load @rack-b', 'load @rack-c'], racks),
    fails: { 'rack-a': { 'etcd-quorum': 'degraded', 'kubernetes-api': 'degraded', scheduling: 'degraded' } },
    points: [],
    grade: 'A',
  },
  {
    name: 'two racks: the one with two of three members takes the quorum with it',
    from: 'plans.png: rack A holds 2 of 3 etcd members',
    plan: buildPlan(['all @rack-a', 'all @rack-a', 'all @rack-b'], racks),
    fails: { 'rack-a': { 'etcd-quorum': 'down' }, 'rack-b': { 'etcd-quorum': 'degraded' } },
    points: [],
    grade: 'B',
  },
  {
    name: 'a host in no domain may share one: nothing is proven',
    from: "review, point 6: domain '' is unknown",
    plan: buildPlan(['all @rack-a', 'all @rack-b', 'all'], racks),
    points: [],
    grade: 'B',
  },
  {
    name: 'the imported ROI sample puts everything on node1, and is not highly available',
    from: 'issue 4: the ROI sample',
    plan: buildPlan(['cp gateway build worker nfs', 'worker', 'worker'], {
      ...outside,
      entry: { api: { kind: 'host' }, application: { kind: 'none' } },
      storage: { kind: 'nfs-server' },
    }),
    fails: {
      '1': {
        'kubernetes-api': 'down',
        'etcd-quorum': 'down',
        'application-entry': 'down',
        scheduling: 'down',
        builds: 'down',
        'storage-io': 'down',
        'rainbond-console': 'down',
        otherwise: 'up',
      },
      '2': { scheduling: 'degraded', otherwise: 'up' },
    },
    points: [1],
    grade: 'D',
  },
  {
    name: 'Slipway on a host of the plan goes with it; the cluster runs on',
    from: 'schema: slipway.host; review, point 13',
    plan: buildPlan(['all', 'all', 'all'], { slipway: { host: 'node-3' } }),
    fails: { '3': { slipway: 'down', 'kubernetes-api': 'up' }, '3 lost': { slipway: 'data-lost' } },
    sets: { slipway: ['1 of 3'] },
    points: [],
  },
  {
    name: 'an existing cluster whose control planes are not in the plan is as declared',
    from: 'schema: distribution existing; availability.md: as declared',
    plan: buildPlan(['worker', 'worker'], {
      kubernetes: { distribution: 'existing' },
      entry: { api: { kind: 'host' }, application: { kind: 'none' } },
    }),
    fails: { '1': { scheduling: 'degraded', 'kubernetes-api': 'up' }, '1 2': { scheduling: 'down' } },
    sets: { scheduling: ['2 of 1 2'], 'kubernetes-api': [] },
    points: [],
  },
];
