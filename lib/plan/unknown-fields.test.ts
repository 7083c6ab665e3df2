import { expect, test } from 'vitest';
import { newPlan } from './new-plan';
import { planSchema } from './schema';
import { unknownFields } from './unknown-fields';

const unknown = (document: unknown) => unknownFields(planSchema, document).map(({ path }) => path.join('.'));
const sample = () => newPlan('prod', 'three-hosts', () => 0.5);

test('a plan has none', () => {
  expect(unknown(sample())).toEqual([]);
});

test('each is named at its depth: in lists, in defaults and in unions', () => {
  const document = {
    ...sample(),
    nmae: 'x',
    hosts: [{ name: 'a', adress: '10.0.0.1', ssh: { prot: 22 } }],
    kubernetes: { overrides: { kubelet: '' } },
    entry: { api: { kind: 'host', address: '10.0.0.2' }, application: { kind: 'none' } },
    storage: { kind: 'ceph', copys: 3 },
  };
  expect(unknown(document)).toEqual([
    'hosts.0.adress',
    'hosts.0.ssh.prot',
    'entry.api.address',
    'kubernetes.overrides.kubelet',
    'storage.copys',
    'nmae',
  ]);
});

test('the names that there are stand beside it', () => {
  expect(unknownFields(planSchema, { domains: [{ nmae: 'A' }] })).toEqual([
    { path: ['domains', 0, 'nmae'], known: ['name', 'kind'] },
  ]);
});

test('below an unknown kind, or where the type is wrong, nothing is said', () => {
  expect(unknown({ storage: { kind: 'tape', reel: 1 }, hosts: 'none', etcd: null, name: { first: 'x' } })).toEqual([]);
});

test('what every object inherits is no field of a plan', () => {
  expect(unknown(JSON.parse('{"toString": 1, "__proto__": 2}'))).toEqual(['toString', '__proto__']);
});
