import { describe, expect, it } from 'vitest';
import type { ObjectsReading } from '@/lib/kubernetes/objects-reading';
import type { RainbondState } from '@/lib/kubernetes/rainbond/state';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { answered, silent } from '../reading';
import { nothingRead, type Readings } from '../readings';
import { capabilitiesNow } from './capabilities-now';

const at = 1_000;
const full = samplePlan((plan) => withRainbond(plan));

function objects(change: Partial<ObjectsReading> = {}): ObjectsReading {
  return {
    nodes: full.hosts.map((host) => ({
      name: host.name,
      address: host.address,
      ready: 'ready',
      schedulable: true,
      version: 'v1.36.3',
      controlPlane: true,
      cpu: { asked: 4.7, of: 8 },
      memory: { asked: 1, of: 16 },
      pods: 3,
      pressures: [],
    })),
    claims: [{ namespace: 'rbd-system', name: 'a', storageClass: 'nfs-client', bound: true, wanted: true, node: '' }],
    classes: [{ name: 'nfs-client', provisioner: 'nfs' }],
    withClaims: { ready: 1, of: 1 },
    schedulers: { ready: 3, of: 3 },
    ...change,
  };
}

function rainbond(ready: Record<string, [number, number]> = {}): RainbondState {
  const usual = { 'rbd-chaos': [3, 3], 'rbd-mq': [1, 1], 'rbd-app-ui': [2, 2], 'rbd-hub': [2, 2], 'rbd-db': [1, 1] };
  const components = Object.entries({ ...usual, ...ready }).map(([name, [is = 0, wanted = 0]]) => ({
    name,
    ready: is,
    wanted,
    pods: [],
    image: '',
  }));
  return { conditions: [], components, causes: [], version: '', suffix: '' };
}

const servers = (...ready: boolean[]) =>
  ready.map((is, index) => ({ host: `node-${index + 1}`, address: '', ready: is, found: '' }));
const members = (...votes: boolean[]) =>
  votes.map((is, index) => ({ address: `10.0.0.${index}`, votes: is, learner: false, found: '' }));
const ports = (...shut: number[]) =>
  [80, 443, 6060, 7070, 8443].map((port) => ({ port, open: !shut.includes(port), ms: 3, found: '' }));
const service = { address: 'there', state: 'up' as const, ms: 0.84, found: '' };

const entry = (...shut: number[]) => answered({ address: '10.0.0.101', from: '', ports: ports(...shut) }, at);

/** All is well. */
function well(change: Partial<Readings> = {}): Readings {
  return {
    objects: answered(objects(), at),
    rainbond: answered(rainbond(), at),
    api: answered({ servers: servers(true, true, true), p50: 4, p99: 38.4 }, at),
    etcd: answered(members(true, true, true), at),
    entry: entry(),
    vip: nothingRead().vip,
    database: answered(service, at),
    registry: answered(service, at),
    nfs: answered(service, at),
    disks: answered({}, at),
    ...change,
  };
}

function of(id: CapabilityId, change: Partial<Readings>, plan: Plan = full) {
  const found = capabilitiesNow({ plan, readings: well(change) }).find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return `${found.state} ${found.detail.key}`;
}

const ids: CapabilityId[] = [
  'kubernetes-api',
  'etcd-quorum',
  'application-entry',
  'scheduling',
  'builds',
  'storage-io',
  'registry',
  'database',
  'rainbond-console',
];

describe('the nine capabilities', () => {
  it('are all up when everything that is asked says so', () => {
    const found = capabilitiesNow({ plan: full, readings: well() });
    expect(found.map(({ id, state }) => [id, state])).toEqual(ids.map((id) => [id, 'up']));
    expect(found.every((each) => each.at === at && each.silentSince === null)).toBe(true);
  });

  it('are unknown before anything was asked', () => {
    const found = capabilitiesNow({ plan: full, readings: nothingRead() });
    expect(found.map(({ state }) => state)).toEqual(ids.map(() => 'unknown'));
    expect(new Set(found.map(({ detail }) => detail.key))).toEqual(new Set(['asking']));
  });

  it('are unknown while they can’t be asked, however well they were, and say since when', () => {
    const before = well();
    const readings = Object.fromEntries(
      Object.entries(before).map(([key, reading]) => [key, silent<unknown>(reading, 'no way', 5_000)]),
    ) as unknown as Readings;
    const found = capabilitiesNow({ plan: full, readings });
    expect(found.map(({ state }) => state)).toEqual(ids.map(() => 'unknown'));
    expect(found.every(({ silentSince, problem }) => silentSince === 5_000 && problem === 'no way')).toBe(true);
  });

  it('are those that the plan has: without Rainbond there is no console', () => {
    const found = capabilitiesNow({ plan: samplePlan(), readings: well() });
    expect(found.map(({ id }) => id)).toEqual(['kubernetes-api', 'etcd-quorum', 'scheduling']);
  });
});

it.each([
  ['up api', servers(true, true, true)],
  ['degraded api', servers(true, false, true)],
  ['down apiNone', servers(false, false, false)],
  ['down apiAddress', [...servers(true, true, true), { host: '', address: 'vip', ready: false, found: '' }]],
])('the API is %s', (expected, found) => {
  expect(of('kubernetes-api', { api: answered({ servers: found, p50: 1, p99: 2 }, at) })).toBe(expected);
});

it.each([
  ['up etcd', members(true, true, true)],
  ['degraded etcd', members(true, true, false)],
  ['down etcdLost', members(true, false, false)],
  ['down etcdLost', members()],
  ['degraded etcd', [...members(true, true, true), { address: 'x', votes: false, learner: true, found: '' }]],
])('etcd is %s', (expected, found) => {
  expect(of('etcd-quorum', { etcd: answered(found, at) })).toBe(expected);
});

it.each([
  ['up entry', []],
  ['degraded entrySome', [6060]],
  ['down entryShut', [80, 443, 6060, 7070, 8443]],
])('the entry is %s', (expected, shut) => {
  expect(of('application-entry', { entry: entry(...shut) })).toBe(expected);
});

describe('the entry as a virtual address', () => {
  const vip = { kind: 'keepalived' as const, interface: '', virtualRouterId: 51, vrrpVersion: 3 as const };
  const virtual = samplePlan((plan) => {
    plan.entry.application = { ...vip, address: '10.0.0.101', advertIntervalSeconds: 0.3 };
  });
  const held = (holders: string[], unasked: string[] = []) => ({
    vip: answered({ address: '10.0.0.101', holders, unasked }, at),
  });

  it.each([
    ['up vip', ['node-1'], []],
    ['degraded vipTwice', ['node-1', 'node-2'], []],
    ['down vipNobody', [], []],
    // The one that could not be asked may hold it.
    ['unknown vipUnasked', [], ['node-3']],
  ])('is %s when %j hold it', (expected, holders, unasked) => {
    expect(of('application-entry', held(holders, unasked), virtual)).toBe(expected);
  });

  it('is degraded with two holders although every port answers', () => {
    const both = samplePlan((plan) => {
      withRainbond(plan);
      plan.entry.application = virtual.entry.application;
    });
    expect(of('application-entry', held(['node-1', 'node-2']), both)).toBe('degraded vipTwice');
    expect(of('application-entry', held(['node-1']), both)).toBe('up vip');
  });
});

it.each([
  ['up scheduling', {}],
  ['degraded nodes', { nodes: objects().nodes.map((node, index) => ({ ...node, schedulable: index > 0 })) }],
  ['degraded nodes', { nodes: objects().nodes.slice(1) }],
  ['down nodes', { nodes: objects().nodes.map((node) => ({ ...node, ready: 'unknown' as const })) }],
  ['down schedulerNone', { schedulers: { ready: 0, of: 3 } }],
])('scheduling is %s', (expected, change) => {
  expect(of('scheduling', { objects: answered(objects(change), at) })).toBe(expected);
});

const pending = { namespace: 'a', name: 'b', storageClass: 'nfs-client', bound: false, wanted: true, node: '' };
it.each([
  ['up claims', {}],
  ['up claimsNone', { claims: [], withClaims: { ready: 0, of: 0 } }],
  ['degraded claimsPending', { claims: [pending] }],
  // Nobody waits for it: a class that binds at first use leaves it so.
  ['up claimsNone', { claims: [{ ...pending, wanted: false }] }],
  ['degraded claimPods', { withClaims: { ready: 0, of: 1 } }],
  ['down classMissing', { classes: [] }],
])('storage is %s', (expected, change) => {
  expect(of('storage-io', { objects: answered(objects(change), at) })).toBe(expected);
});

it('storage is down when the NFS server doesn’t answer, whatever the API says of claims', () => {
  expect(of('storage-io', { nfs: answered({ ...service, state: 'down' }, at) })).toBe('down nfsDown');
  expect(of('storage-io', { nfs: nothingRead().nfs })).toBe('unknown asking');
});

it.each([
  ['builds', 'up componentNamed', { 'rbd-chaos': [3, 3] }],
  ['builds', 'degraded componentNamed', { 'rbd-chaos': [2, 3] }],
  ['builds', 'down componentNamed', { 'rbd-chaos': [0, 3] }],
  ['builds', 'down queueDown', { 'rbd-mq': [0, 1] }],
  ['rainbond-console', 'degraded component', { 'rbd-app-ui': [1, 2] }],
  ['rainbond-console', 'down component', { 'rbd-app-ui': [0, 2] }],
] as const)('%s are %s', (id, expected, ready) => {
  expect(of(id, { rainbond: answered(rainbond(ready as unknown as Record<string, [number, number]>), at) })).toBe(
    expected,
  );
});

it('a console whose port nobody answers is down, and unknown while the port can’t be asked', () => {
  expect(of('rainbond-console', { entry: entry(7070) })).toBe('down consoleShut');
  expect(of('rainbond-console', { entry: silent(entry(), 'no way', 1) })).toBe('unknown silent');
});

it('Rainbond that isn’t in the cluster is down, not unknown', () => {
  const nothing = { conditions: [], components: [], causes: [], version: '', suffix: '' };
  expect(of('builds', { rainbond: answered(nothing, at) })).toBe('down componentMissing');
});

it.each(['registry', 'database'] as const)('an outside %s is what it answers', (id) => {
  expect(of(id, { [id]: answered({ ...service, state: 'limited' as const, found: 'read_only' }, at) })).toBe(
    'degraded serviceLimited',
  );
  expect(of(id, { [id]: answered({ ...service, state: 'down' as const }, at) })).toBe('down serviceDown');
  expect(of(id, { [id]: answered({ ...service, ms: null }, at) })).toBe('up serviceUp');
});

it('registry and database of Rainbond’s own are its components', () => {
  const inside = samplePlan((plan) => {
    withRainbond(plan);
    plan.registry = { kind: 'built-in' };
    plan.database = { kind: 'built-in' };
  });
  expect(of('registry', {}, inside)).toBe('up component');
  expect(of('database', { rainbond: answered(rainbond({ 'rbd-db': [0, 1] }), at) }, inside)).toBe('down component');
});

it('a database that there is no credential for is not known', () => {
  const bare = samplePlan((plan) => {
    withRainbond(plan);
    if (plan.database.kind === 'external') plan.database.credential = '';
  });
  expect(of('database', {}, bare)).toBe('unknown noCredential');
});
