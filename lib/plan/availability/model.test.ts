import { expect, test } from 'vitest';
import { sampleFactsOf } from '../samples';
import { buildPlan, outside } from '../testing/build-plan';
import { assess } from './assess';
import { failureOf } from './failure';
import { modelOf } from './model';
import { survives } from './survives';
import { toleranceOf } from './tolerance';

test('a plan without Rainbond and storage has neither', () => {
  const { capabilities } = modelOf(buildPlan(['all', 'all', 'all']));
  expect(capabilities.map(({ id }) => id)).toEqual(['kubernetes-api', 'etcd-quorum', 'scheduling', 'slipway']);
});

test('a whole plan has every capability, in the order in which they are shown', () => {
  expect(modelOf(buildPlan(['all'], outside)).capabilities.map(({ id }) => id)).toEqual([
    'kubernetes-api',
    'etcd-quorum',
    'application-entry',
    'scheduling',
    'builds',
    'storage-io',
    'storage-data',
    'registry',
    'database',
    'rainbond-console',
    'slipway',
  ]);
});

test('outside services come with what their owners say', () => {
  const registry = { kind: 'external' as const, address: 'registry.corp.example', declared: 'two Harbors' };
  const { services } = modelOf(buildPlan(['all'], { ...outside, registry }));
  expect(services).toEqual(
    expect.arrayContaining([
      { id: 'service:registry', declared: 'two Harbors', address: '' },
      { id: 'service:nfs', declared: '', address: '' },
      { id: 'console', declared: '', address: '' },
    ]),
  );
});

test('a virtual address can fail, and is nobody’s word', () => {
  const model = modelOf(buildPlan(['all', 'all'], outside));
  expect(model.services).toContainEqual({ id: 'vip:application', declared: '', address: '10.0.0.100' });
  expect(survives(model).declared).toEqual(['service:nfs', 'service:registry', 'service:database']);
  expect(toleranceOf(model, 'application-entry').declared).toEqual([]);
  const verdicts = assess(model, failureOf(model, []));
  expect(verdicts.find(({ capability }) => capability === 'kubernetes-api')?.declared).toEqual([]);
});

test('a service on a host of the plan is no service, but is known by its id', () => {
  const model = modelOf(buildPlan(['all', 'all'], { ...outside, database: { kind: 'external', host: '10.0.0.12' } }));
  expect(model.onHosts).toEqual({ 'service:database': 'host:1' });
  expect(model.services.map(({ id }) => id)).not.toContain('service:database');
});

test('with the facts of all hosts, 5.17 puts its NFS pod on the largest disk', () => {
  const plan = buildPlan(['all', 'all'], { ...outside, rainbond: { kind: '5.17' }, storage: { kind: 'built-in' } });
  const facts = sampleFactsOf(plan, (found, host) => {
    if (host === 'node-2') found.disks = [{ name: 'sda', sizeBytes: 2 ** 41, rotational: false, model: '' }];
  });
  const holders = (model: ReturnType<typeof modelOf>) =>
    model.capabilities.find(({ id }) => id === 'storage-io')?.requirements[0]?.holders;
  expect(holders(modelOf(plan, facts))).toEqual(['host:1']);
  expect(holders(modelOf(plan))).toEqual(['host:0', 'host:1']);
});
