import { expect, test } from 'vitest';
import { planNameOf } from './plan-name';

test.each([
  ['cluster.yaml', 'cluster'],
  ['Prod_Shanghai.cluster.yml', 'prod-shanghai-cluster'],
  ['C:\\plans\\hosts.csv', 'hosts'],
  ['/etc/ansible/inventory', 'inventory'],
  ['集群.yaml', 'imported'],
  ['', 'imported'],
  [`${'a'.repeat(80)}.ini`, 'a'.repeat(63)],
])('%s names the plan %s', (file, name) => {
  expect(planNameOf(file)).toBe(name);
});
