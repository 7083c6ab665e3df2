import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plan, planSchema, planSchemaVersion, roles, serviceRoles } from '../schema';
import { assess } from './assess';
import { type Failure, failureModes } from './failure';
import { modelOf } from './model';
import { type CapabilityId, states } from './requirement';
import { countOf, expand, lossModeOf, smallestSets } from './smallest-sets';
import { survives } from './survives';

const vip = { kind: 'keepalived', address: '10.0.0.100', virtualRouterId: 87, advertIntervalSeconds: 1 };
const balancer = fc.constantFrom('10.0.9.9', '10.0.0.11').map((address) => ({ kind: 'load-balancer', address }));
const rainbond = fc.record({
  kind: fc.constantFrom('none', '5.17', '6.x'),
  enableHA: fc.boolean(),
  sharedVolumes: fc.boolean(),
  console: fc.boolean(),
  replicas: fc.integer({ min: 1, max: 4 }),
  consoleReplicas: fc.integer({ min: 1, max: 4 }),
});
const storage = fc.oneof(
  fc.constantFrom({ kind: 'none' }, { kind: 'built-in' }),
  fc.boolean().map((shared) => ({ kind: 'storage-class', shared })),
  fc.constantFrom('10.0.9.1', '10.0.0.12').map((server) => ({ kind: 'external-nfs', server })),
  fc.constantFrom('single', 'primary-secondary').map((mode) => ({ kind: 'nfs-server', mode })),
  fc.integer({ min: 1, max: 5 }).map((copies) => ({ kind: 'ceph', copies })),
);
const database = fc.oneof(
  fc.constant({ kind: 'built-in' }),
  fc.constantFrom('10.0.9.3', '10.0.0.11').map((host) => ({ kind: 'external', host })),
  fc.constantFrom('asynchronous', 'semi-synchronous').map((replication) => ({ kind: 'mysql-pair', replication })),
);
const etcd = fc.oneof(
  fc.constantFrom({ kind: 'built-in' }, { kind: 'kubernetes' }),
  fc.constant({ kind: 'external', endpoints: ['10.0.0.11:2379', '10.0.9.5:2379', '10.0.9.6:2379'] }),
);

/** Up to six hosts with any roles, and every choice of every section, sensible or not. */
const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    hosts: fc.array(fc.subarray([...roles, ...roles, ...serviceRoles]), { minLength: 1, maxLength: 6 }),
    api: fc.oneof(fc.constantFrom(vip, { kind: 'host' }, { kind: 'application-entry' }), balancer),
    application: fc.oneof(fc.constantFrom(vip, { kind: 'none' }), balancer),
    registry: fc.constantFrom({ kind: 'built-in' }, { kind: 'external', address: 'registry.corp.example' }),
    slipway: fc.constantFrom('', 'node-1'),
    rainbond,
    storage,
    database,
    etcd,
  })
  .map(({ hosts, api, application, slipway, ...sections }) =>
    planSchema.parse({
      schemaVersion: planSchemaVersion,
      name: 'any',
      hosts: hosts.map((each, index) => ({
        name: `node-${index + 1}`,
        address: `10.0.0.${11 + index}`,
        roles: [...new Set(each)],
      })),
      entry: { api, application },
      slipway: { host: slipway },
      ...sections,
    }),
  );

const anyFailure = (plan: Plan): fc.Arbitrary<Failure> => {
  const { hosts, services } = modelOf(plan);
  return fc
    .record({
      modes: fc.array(fc.constantFrom(null, ...failureModes), { minLength: hosts.length, maxLength: hosts.length }),
      services: fc.subarray(services.map(({ id }) => id)),
    })
    .map((drawn) => ({
      hosts: Object.fromEntries(
        hosts.flatMap(({ id }, index) => (drawn.modes[index] ? [[id, drawn.modes[index]]] : [])),
      ),
      services: drawn.services,
    }));
};

const ranks = (plan: Plan, failure: Failure): number[] =>
  assess(modelOf(plan), failure).map(({ state }) => states.indexOf(state));

test('failing more never improves a verdict', () => {
  const worse = anyPlan.chain((plan) =>
    fc.tuple(fc.constant(plan), anyFailure(plan), anyFailure(plan)).map(([same, some, more]) => ({
      plan: same,
      some,
      // What failed stays as it failed; more is added.
      all: { hosts: { ...more.hosts, ...some.hosts }, services: [...new Set([...some.services, ...more.services])] },
    })),
  );
  fc.assert(
    fc.property(worse, ({ plan, some, all }) => {
      const [before, after] = [ranks(plan, some), ranks(plan, all)];
      for (const [index, rank] of before.entries()) expect(after[index]).toBeGreaterThanOrEqual(rank);
    }),
    { numRuns: 400 },
  );
});

test('losing a disk with the host is never better than losing power', () => {
  fc.assert(
    fc.property(
      anyPlan.chain((plan) => fc.tuple(fc.constant(plan), anyFailure(plan))),
      ([plan, failure]) => {
        const with_ = (mode: 'lost' | 'powered-off'): Failure => ({
          ...failure,
          hosts: Object.fromEntries(Object.keys(failure.hosts).map((host) => [host, mode])),
        });
        const [off, lost] = [ranks(plan, with_('powered-off')), ranks(plan, with_('lost'))];
        for (const [index, rank] of off.entries()) expect(lost[index]).toBeGreaterThanOrEqual(rank);
      },
    ),
  );
});

/** Every set of hosts up to a size that takes `id` down and has no smaller one in it, by trying them all. */
function bruteForce(plan: Plan, id: CapabilityId, upTo: number): string[] {
  const model = modelOf(plan);
  const mode = lossModeOf(id);
  const takesDown = (hosts: string[]): boolean => {
    const failure = { hosts: Object.fromEntries(hosts.map((host) => [host, mode])), services: [] };
    const found = assess(model, failure).find(({ capability }) => capability === id);
    return found !== undefined && states.indexOf(found.state) >= states.indexOf('down');
  };
  if (takesDown([])) return [];
  let candidates: string[][] = [[]];
  const found: string[][] = [];
  for (let size = 1; size <= upTo; size++) {
    candidates = candidates.flatMap((set) =>
      model.hosts
        .map((host) => host.id)
        .filter((host) => host > (set.at(-1) ?? ''))
        .map((host) => [...set, host]),
    );
    const down = candidates.filter(
      (set) => takesDown(set) && !found.some((each) => each.every((host) => set.includes(host))),
    );
    found.push(...down);
  }
  return found.map((set) => set.join(' ')).sort();
}

test('the smallest sets are those that trying every set finds', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const model = modelOf(plan);
      for (const { id } of model.capabilities) {
        const sets = smallestSets(model, id);
        const concrete = sets.hosts.flatMap((set) => [...expand(set)]);
        expect(concrete.map((set) => set.toSorted().join(' ')).sort()).toEqual(bruteForce(plan, id, 3));
        expect(sets.hosts.reduce((sum, set) => sum + countOf(set), 0)).toBe(concrete.length);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('each smallest set takes its capability down, and none of its subsets does, services included', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const model = modelOf(plan);
      for (const { id } of model.capabilities) {
        const mode = lossModeOf(id);
        const downWith = (holders: string[]): boolean => {
          const hosts = holders.filter((holder) => holder.startsWith('host:')).map((host) => [host, mode]);
          const services = holders.filter((holder) => !holder.startsWith('host:'));
          const verdicts = assess(model, { hosts: Object.fromEntries(hosts), services });
          return verdicts.some(({ capability, state }) => capability === id && states.indexOf(state) >= 2);
        };
        const { hosts, services } = smallestSets(model, id);
        for (const holders of [...hosts, ...services].flatMap((set) => [...expand(set)])) {
          expect(downWith(holders)).toBe(true);
          for (const spared of holders) expect(downWith(holders.filter((each) => each !== spared))).toBe(false);
        }
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('pairs and single points are those that trying each finds', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const model = modelOf(plan);
      const ids = model.hosts.map(({ id }) => id);
      const served = new Set(
        model.capabilities.map(({ id }) => id).filter((id) => !['slipway', 'storage-data'].includes(id)),
      );
      const down = (hosts: string[]): Set<CapabilityId> => {
        const failure = {
          hosts: Object.fromEntries(hosts.map((host) => [host, 'powered-off' as const])),
          services: [],
        };
        const stopped = assess(model, failure).filter(
          ({ capability, state }) => served.has(capability) && states.indexOf(state) >= 2,
        );
        return new Set(stopped.map(({ capability }) => capability));
      };
      const before = down([]);
      const survived = (hosts: string[]): boolean => [...down(hosts)].every((id) => before.has(id));
      const pairs = ids.flatMap((a, index) => ids.slice(index + 1).map((b) => [a, b]));
      const found = survives(model);
      expect(found.one.points.map(({ host }) => host)).toEqual(ids.filter((id) => !survived([id])));
      expect(found.two).toEqual({ survived: pairs.filter(survived).length, of: pairs.length });
    }),
  );
});

test('a control plane added to an odd set never raises what it survives without a second', () => {
  const odd = fc.constantFrom(1, 3, 5, 7);
  fc.assert(
    fc.property(odd, fc.constantFrom<CapabilityId>('etcd-quorum', 'kubernetes-api'), (count, id) => {
      const smallestOf = (members: number): number => {
        const hosts = Array.from({ length: members }, (_, index) => ({
          name: `node-${index + 1}`,
          address: `10.0.0.${11 + index}`,
          roles: ['control-plane', 'etcd', 'worker'],
        }));
        const entry = { api: vip, application: { kind: 'none' } };
        const plan = planSchema.parse({ schemaVersion: planSchemaVersion, name: 'odd', hosts, entry });
        return smallestSets(modelOf(plan), id, { upTo: 5 }).hosts[0]?.size ?? 0;
      };
      expect(smallestOf(count + 1)).toBe(smallestOf(count));
      expect(smallestOf(count + 2)).toBe(smallestOf(count) + 1);
    }),
  );
});
