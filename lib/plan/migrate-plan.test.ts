import { expect, test } from 'vitest';
import { migratePlan, PlanDocumentError } from './migrate-plan';
import { newPlan } from './new-plan';

function refusal(document: unknown) {
  try {
    migratePlan(document);
  } catch (error) {
    if (error instanceof PlanDocumentError) return { code: error.code, values: error.values, issues: error.issues };
    throw error;
  }
  return null;
}

test('a document of the latest version comes through as it is', () => {
  const plan = newPlan('prod', 'three-hosts', () => 0.5);
  expect(migratePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
});

test('what an older writer left out gets its default', () => {
  const entry = { api: { kind: 'host' }, application: { kind: 'none' } };
  const plan = migratePlan({ schemaVersion: 1, name: 'prod', entry, hosts: [{ name: 'a', address: '10.0.0.1' }] });
  expect(plan.kubernetes.cni).toBe('flannel');
  expect(plan.hosts[0]?.ssh).toEqual({ port: 22, user: 'root', credential: '' });
});

test('version 1 named failure domains at hosts only: they become racks of the plan, in their order', () => {
  const plan = migratePlan({
    schemaVersion: 1,
    name: 'prod',
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
    hosts: ['B', 'A', '', 'B'].map((failureDomain, index) => ({
      name: `node-${index + 1}`,
      address: `10.0.0.1${index}`,
      failureDomain,
    })),
    storage: { kind: 'nfs-server', mode: 'single' },
  });
  expect(plan.schemaVersion).toBe(3);
  expect(plan.domains).toEqual([
    { name: 'B', kind: 'rack' },
    { name: 'A', kind: 'rack' },
  ]);
  expect(plan.hosts.map((host) => host.failureDomain)).toEqual(['B', 'A', '', 'B']);
  expect(plan.storage).toMatchObject({ kind: 'nfs-server', storageClass: 'nfs-client', syncSeconds: 15 });
});

test('version 2 had one bastion at a host: it becomes the first hop', () => {
  const bastion = { address: '198.51.100.9', port: 2200, user: 'jump', credential: 'key' };
  const plan = migratePlan({
    schemaVersion: 2,
    name: 'prod',
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
    hosts: [
      { name: 'a', address: '10.0.0.1', ssh: { user: 'ops', bastion } },
      { name: 'b', address: '10.0.0.2', ssh: { user: 'ops' } },
    ],
  });
  expect(plan.hosts.map((host) => host.ssh)).toEqual([
    { port: 22, user: 'ops', credential: '', via: [bastion] },
    { port: 22, user: 'ops', credential: '' },
  ]);
});

test('a newer version is refused by its number, not by its shape', () => {
  expect(refusal({ schemaVersion: 4, whatever: true })).toMatchObject({
    code: 'newerVersion',
    values: { found: 4, needed: 3 },
  });
});

test('what is no plan at all says so', () => {
  for (const document of [null, 'text', [], {}, { schemaVersion: '1' }, { schemaVersion: 0 }]) {
    expect(refusal(document)?.code).toBe('noVersion');
  }
});

test('a wrong shape names each place', () => {
  const document = { ...newPlan('prod'), hosts: [{ name: 1 }] };
  const { code, issues } = refusal(document) ?? {};
  expect(code).toBe('shape');
  expect(issues).toEqual([
    { code: 'wrongType', path: ['hosts', 0, 'name'], found: '1', needed: 'text' },
    { code: 'missing', path: ['hosts', 0, 'address'], found: '', needed: 'text' },
  ]);
});
