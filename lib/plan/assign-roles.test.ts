import { expect, test } from 'vitest';
import wordsEn from '@/messages/en/availability.json';
import en from '@/messages/en/plan.json';
import wordsZh from '@/messages/zh/availability.json';
import zh from '@/messages/zh/plan.json';
import { noteValues } from './assign/note-values';
import { planOf, rotating } from './assign/testing';
import { assignRoles } from './assign-roles';
import { blocking, findingsOf } from './findings';
import { toleratedLosses } from './quorum';
import { sampleFacts, sampleFactsOf, samplePlan, withRainbond } from './samples';
import { hostsWithRole, type Plan, type PlanHost, roles } from './schema';
import { strictTranslator } from './testing-texts';

const languages = [
  { note: strictTranslator('en', en), words: strictTranslator('en', wordsEn) },
  { note: strictTranslator('zh', zh), words: strictTranslator('zh', wordsZh) },
];

/** Plans of 1 to 12 hosts in 0 to 5 domains, some of them with a disk that turns. */
function* manyPlans(): Generator<Plan> {
  for (let count = 1; count <= 12; count++) {
    for (let domains = 0; domains <= 5; domains++) {
      const names = Array.from({ length: count }, (_, index) => (domains === 0 ? '' : `D${(index * 7) % domains}`));
      yield planOf(...names);
    }
  }
}
const factsOf = (plan: Plan) => {
  const facts = sampleFactsOf(plan);
  for (const host of plan.hosts.filter((_, index) => index % 3 === 1)) facts[host.name] = rotating(host.address);
  return facts;
};

test('three hosts in three racks get every role', () => {
  const plan = planOf('A', 'B', 'C');
  const assigned = assignRoles(plan, sampleFactsOf(plan));
  expect(assigned.plan.hosts.map((host) => host.roles)).toEqual([[...roles], [...roles], [...roles]]);
  expect(assigned.reasons.map(({ key }) => key)).toEqual([
    'controlPlanes',
    'etcdOnSsd',
    'workersEverywhere',
    'gateways',
    'buildsOnSsd',
  ]);
  expect(assigned.couldNot).toEqual([]);
});

test('six hosts in three racks get the template’s layout', () => {
  const plan = planOf('A', 'B', 'C', 'A', 'B', 'C');
  const template = samplePlan(() => {}, 'six-hosts');
  expect(assignRoles(plan, sampleFactsOf(plan)).plan.hosts.map((host) => host.roles)).toEqual(
    template.hosts.map((host) => host.roles),
  );
});

test('only roles change, and service roles stay', () => {
  const plan = planOf('A', 'B', 'C');
  Object.assign(plan.hosts[1] as PlanHost, { roles: ['build', 'nfs-primary'], internalAddress: '10.9.0.2' });
  const { plan: assigned } = assignRoles(plan, {});
  expect(assigned.hosts[1]?.roles).toEqual([...roles, 'nfs-primary']);
  const without = (each: Plan) => ({ ...each, hosts: each.hosts.map((host) => ({ ...host, roles: [] })) });
  expect(without(assigned)).toEqual(without(plan));
});

test('hosts that nobody looked at are named', () => {
  const plan = planOf('A', 'B', 'C');
  expect(assignRoles(plan, { 'node-1': sampleFacts('10.0.0.11') }).couldNot).toEqual([
    { key: 'facts', values: { hosts: ['node-2', 'node-3'], count: 2 } },
  ]);
});

test('no hosts, no roles', () => {
  expect(assignRoles(planOf(), {}).couldNot).toEqual([{ key: 'noHosts', values: {} }]);
});

test('the same plan gives the same answer, and assigning again changes nothing', () => {
  for (const plan of manyPlans()) {
    const first = assignRoles(plan, factsOf(plan));
    expect(assignRoles(plan, factsOf(plan))).toEqual(first);
    expect(assignRoles(first.plan, factsOf(plan))).toEqual(first);
  }
});

test('what it gives can be installed: no rule about roles blocks, with Rainbond or without', () => {
  for (const plan of manyPlans()) {
    for (const rainbond of [false, true]) {
      const { plan: assigned } = assignRoles(plan, factsOf(plan));
      if (rainbond) withRainbond(assigned);
      const rules = blocking(findingsOf({ plan: assigned, facts: factsOf(plan), bundle: null })).map(({ id }) => id);
      expect(rules.filter((id) => /^plan\.(hosts|roles|etcd|gateway)\./.test(id))).toEqual([]);
    }
  }
});

test('no domain holds a quorum, unless it says so', () => {
  for (const plan of manyPlans()) {
    const { plan: assigned, couldNot } = assignRoles(plan, factsOf(plan));
    const members = hostsWithRole(assigned, 'etcd');
    if (members.length === 1) continue;
    const heaviest = Math.max(
      ...assigned.domains.map(({ name }) => members.filter((host) => host.failureDomain === name).length),
    );
    const said = couldNot.some(({ key }) => key === 'quorumDomain');
    expect(heaviest > toleratedLosses(members.length)).toBe(said);
    if (assigned.domains.length >= 3 && assigned.hosts.length >= 3) expect(said).toBe(false);
  }
});

test('gateways are in two domains wherever workers are', () => {
  for (const plan of manyPlans()) {
    const { plan: assigned } = assignRoles(plan, factsOf(plan));
    const domainsWith = (role: 'worker' | 'gateway') =>
      new Set(hostsWithRole(assigned, role).map((host) => host.failureDomain)).size;
    expect(domainsWith('gateway')).toBe(Math.min(domainsWith('worker'), 3));
  }
});

test('every reason and everything that it could not do has a text in both languages', () => {
  const used = { reasons: new Set<string>(), couldNot: new Set<string>() };
  const shared = (plan: Plan): Plan => ({ ...plan, entry: { ...plan.entry, api: { kind: 'application-entry' } } });
  const small = planOf('A', 'B', 'C');
  const cases = [
    ...[...manyPlans()].flatMap((plan) => [
      assignRoles(plan, factsOf(plan)),
      assignRoles(plan, {}),
      assignRoles(shared(plan), factsOf(plan)),
    ]),
    assignRoles(planOf(), {}),
    assignRoles(planOf('A', 'B', ''), {}),
    assignRoles(planOf('B', 'C', 'D', 'A', 'A', 'A'), {}),
    assignRoles(
      small,
      sampleFactsOf(small, (facts) => Object.assign(facts, { cpus: 1 })),
    ),
  ];
  for (const { reasons, couldNot } of cases) {
    for (const [group, notes] of Object.entries({ reasons, couldNot })) {
      for (const { key, values } of notes) {
        used[group as keyof typeof used].add(key);
        for (const { note, words } of languages) {
          expect(note(`assign.${group}.${key}`, noteValues(words, small.domains, values))).toMatch(/\S/);
        }
      }
    }
  }
  // None is left of a note that nothing says any more.
  expect([...used.reasons].sort()).toEqual(Object.keys(en.assign.reasons).sort());
  expect([...used.couldNot].sort()).toEqual(Object.keys(en.assign.couldNot).sort());
});
