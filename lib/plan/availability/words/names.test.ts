import { expect, test } from 'vitest';
import en from '@/messages/en/availability.json';
import zh from '@/messages/zh/availability.json';
import { buildPlan, outside } from '../../testing/build-plan';
import { strictTranslator } from '../../testing-texts';
import { modelOf } from '../model';
import { smallestSets } from '../smallest-sets';
import { sayDomains, sayHolders, saySeconds } from './names';
import { saySet } from './say-survival';

const t = strictTranslator('en', en);
const chinese = strictTranslator('zh', zh);

test('seconds below a minute, minutes above, ranges as they are', () => {
  expect(saySeconds(t, { from: 50, to: 50 })).toBe('50 s');
  expect(saySeconds(t, { from: 350, to: 350 })).toBe('5 min 50 s');
  expect(saySeconds(t, { from: 360, to: 360 })).toBe('6 min');
  expect(saySeconds(t, { from: 0.9, to: 1.2 })).toBe('0.9–1.2 s');
});

test('holders by their names, each once', () => {
  const model = modelOf(buildPlan(['all', 'all'], outside));
  expect(sayHolders(t, model, ['host:1', 'service:nfs', 'service:etcd:0', 'service:etcd:1'])).toBe(
    'node-2, the NFS server, the external etcd',
  );
});

test('domains with their kind, unless their names say what they are', () => {
  const domains = [
    { name: 'A', kind: 'rack' as const },
    { name: 'east', kind: 'room' as const },
    { name: 'Row 1', kind: 'rack' as const },
  ];
  const names = [...domains.map(({ name }) => name), '7'];
  expect(sayDomains(t, { domains }, names)).toBe('Rack A, Room east, Row 1, Rack 7');
  expect(sayDomains(chinese, { domains }, names)).toBe('机架 A、机房 east、Row 1、机架 7');
});

test('holders beyond six are counted, but never a single one', () => {
  const hosts = (count: number) => {
    const model = modelOf(buildPlan(Array<string>(count).fill('all'), outside));
    return sayHolders(
      t,
      model,
      model.hosts.map(({ id }) => id),
    );
  };
  expect(hosts(7)).toBe('node-1, node-2, node-3, node-4, node-5, node-6, node-7');
  expect(hosts(100)).toBe('node-1, node-2, node-3, node-4, node-5, node-6, 94 more');
});

test('a set of hosts as a choice from its classes', () => {
  const model = modelOf(
    buildPlan(['cp worker', 'cp worker', 'cp worker', 'cp worker gateway build', 'cp worker gateway build'], {
      ...outside,
      entry: { api: outside.entry.application, application: outside.entry.application },
      rainbond: { kind: '6.x', replicas: 5, consoleReplicas: 5 },
    }),
  );
  expect(
    smallestSets(model, 'rainbond-console')
      .hosts.map((set) => saySet(t, model, set))
      .sort(),
  ).toEqual([
    'any 2 of 3: node-1, node-2, node-3, with any 1 of 2: node-4, node-5',
    'node-1, node-2, node-3',
    'node-4, node-5',
  ]);
});
