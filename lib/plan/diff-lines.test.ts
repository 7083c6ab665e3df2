import { expect, test } from 'vitest';
import { diffLines } from './diff-lines';
import { samplePlan } from './samples';
import { hostSchema, type Plan, type PlanHost, storageSchema } from './schema';

const marks = { place: '  ', kept: '    ', removed: '-   ', added: '+   ' };
const lines = (change: (plan: Plan) => void, before: Plan = samplePlan()) => {
  const after = structuredClone(before);
  change(after);
  return diffLines(before, after).map(({ kind, text }) => (marks[kind] + text.replace(/^ {2}/, '')).trimEnd());
};

test('the same plan has no lines', () => {
  expect(diffLines(samplePlan(), samplePlan())).toEqual([]);
});

test('a fix reads as YAML below the places that it changes', () => {
  const before = samplePlan((plan) => {
    plan.storage = storageSchema.parse({ kind: 'nfs-server' });
  });
  expect(
    lines(({ storage, hosts }) => {
      if (storage.kind === 'nfs-server') storage.mode = 'primary-secondary';
      (hosts[2] as PlanHost).roles.push('nfs-secondary');
    }, before),
  ).toEqual([
    '  hosts.node-3',
    '    roles:',
    '+     - nfs-secondary',
    '  storage',
    '-   mode: single',
    '+   mode: primary-secondary',
  ]);
});

test('fields of one place stand together below it', () => {
  expect(
    lines(({ kubernetes }) => {
      kubernetes.podCidr = '10.245.0.0/16';
      kubernetes.version = 'v1.36.4';
    }),
  ).toEqual([
    '  kubernetes',
    '-   version: v1.36.3',
    '+   version: v1.36.4',
    '-   podCidr: 10.244.0.0/16',
    '+   podCidr: 10.245.0.0/16',
  ]);
});

test('a field of the plan itself needs no place', () => {
  expect(
    diffLines(
      samplePlan(),
      samplePlan((plan) => void Object.assign(plan, { name: 'b' })),
    ),
  ).toEqual([
    { kind: 'removed', text: 'name: prod-shanghai' },
    { kind: 'added', text: 'name: b' },
  ]);
});

test('a new host is there with all its fields', () => {
  expect(
    lines(({ hosts }) => {
      hosts.push(hostSchema.parse({ name: 'node-4', address: '10.0.0.14', roles: ['worker'] }));
    }).slice(0, 3),
  ).toEqual(['  hosts', '+   node-4:', '+     address: 10.0.0.14']);
});

test('of a list, items that go and come; of a text, lines', () => {
  const before = samplePlan(({ kubernetes }) => {
    kubernetes.overrides.containerd = 'a = 1\nb = 2\n';
  });
  expect(
    lines(({ domains, kubernetes }) => {
      domains.splice(1, 1, { name: 'cellar', kind: 'room' });
      kubernetes.overrides.containerd = 'a = 1\nb = 3\n';
    }, before),
  ).toEqual([
    '    domains:',
    '-   - name: B',
    '-     kind: rack',
    '+   - name: cellar',
    '+     kind: room',
    '  kubernetes.overrides',
    '    containerd: |',
    '      a = 1',
    '-     b = 2',
    '+     b = 3',
  ]);
});

test('of a long text, what is near a change', () => {
  const numbered = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`);
  const before = samplePlan(({ kubernetes }) => {
    kubernetes.overrides.containerd = numbered.join('\n');
  });
  expect(
    lines(({ kubernetes }) => {
      kubernetes.overrides.containerd = numbered.toSpliced(5, 1).join('\n');
    }, before),
  ).toEqual([
    '  kubernetes.overrides',
    '    containerd: |',
    '      …',
    '      line 4',
    '      line 5',
    '-     line 6',
    '      line 7',
    '      line 8',
    '      …',
  ]);
});

test('a renamed host keeps its other fields', () => {
  expect(
    lines(({ hosts }) => {
      (hosts[1] as PlanHost).name = 'db-1';
    }),
  ).toEqual(['  hosts.node-2', '-   name: node-2', '+   name: db-1']);
});
