import { expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { modelOf } from './model';
import { toleranceOf } from './tolerance';

const three = ['all', 'all', 'all'];

test('the quorum decides how many hosts the API survives', () => {
  expect(toleranceOf(modelOf(buildPlan(three)), 'kubernetes-api')).toMatchObject({
    endurance: 'survives',
    tolerates: 1,
    points: [],
    rule: 'etcd.quorum',
    via: 'etcd-quorum',
    need: 2,
    of: 3,
  });
});

test("the first control plane's own address is a single point, whatever stands behind it", () => {
  const plan = buildPlan(three, { entry: { api: { kind: 'host' }, application: { kind: 'none' } } });
  expect(toleranceOf(modelOf(plan), 'kubernetes-api')).toMatchObject({
    endurance: 'single-point',
    points: ['host:0'],
    rule: 'api.host',
    via: null,
  });
});

test('what only an outside service can stop is as declared', () => {
  expect(toleranceOf(modelOf(buildPlan(three, outside)), 'database')).toMatchObject({
    endurance: 'as-declared',
    declared: ['service:database'],
  });
});

test('a load balancer is named beside what the hosts survive, and mends no lost quorum', () => {
  const balanced = {
    entry: { api: { kind: 'load-balancer' as const, address: '10.0.9.9' }, application: { kind: 'none' as const } },
  };
  expect(toleranceOf(modelOf(buildPlan(three, balanced)), 'kubernetes-api')).toMatchObject({
    endurance: 'survives',
    tolerates: 1,
    declared: ['entry:api'],
  });
  expect(toleranceOf(modelOf(buildPlan(['all', 'all'], balanced)), 'kubernetes-api').endurance).toBe('single-point');
});

test('a volume that nobody knows the place of may stop with any host', () => {
  const plan = buildPlan(three, { storage: { kind: 'built-in' } });
  expect(toleranceOf(modelOf(plan), 'storage-io')).toMatchObject({
    endurance: 'single-point',
    points: ['host:0', 'host:1', 'host:2'],
    certain: false,
  });
});

test('what nobody provides is missing, also when it is missed through another', () => {
  const plan = buildPlan(['all', 'all', 'all'], { ...outside, storage: { kind: 'ceph' } });
  expect(toleranceOf(modelOf(plan), 'storage-io').endurance).toBe('missing');
  expect(toleranceOf(modelOf(plan), 'rainbond-console')).toMatchObject({ endurance: 'missing', via: 'storage-io' });
});
