import { expect, test } from 'vitest';
import { assignContext, domainsOf, namesOf } from './context';
import { planOf } from './testing';

test('domains in use, in the plan’s order, those that only hosts name last', () => {
  const plan = planOf('B', 'A', 'X', '');
  plan.domains = [
    { name: 'empty', kind: 'rack' },
    { name: 'A', kind: 'rack' },
    { name: 'B', kind: 'rack' },
  ];
  expect(assignContext(plan, {}).domains).toEqual(['A', 'B', 'X']);
});

test('hosts are called by their name, or by their address while they have none', () => {
  const { hosts } = planOf('A', 'A', '');
  Object.assign(hosts[1] ?? {}, { name: '' });
  expect(namesOf(hosts)).toEqual(['node-1', '10.0.0.12', 'node-3']);
  expect(domainsOf(hosts)).toEqual(['A']);
});
