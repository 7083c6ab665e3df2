import { expect, test } from 'vitest';
import { addHosts } from './add-hosts';
import { newPlan } from './new-plan';
import { parseHostLines } from './parse-host-lines';
import { samplePlan } from './samples';

const add = (plan: ReturnType<typeof newPlan>, text: string, defaults = {}) =>
  addHosts(
    plan,
    parseHostLines(
      text,
      plan.hosts.map(({ name }) => name),
    ).hosts,
    defaults,
  );

test('hosts of a template are filled before new ones are added', () => {
  const { plan, added } = add(newPlan('prod', 'three-hosts'), '10.0.0.[11-12]\ndb ops@10.0.0.13:2222\n10.0.0.14');
  expect(plan.hosts.map(({ name, address, roles }) => [name, address, roles.length])).toEqual([
    ['node-1', '10.0.0.11', 5],
    ['node-2', '10.0.0.12', 5],
    ['db', '10.0.0.13', 5],
    [expect.stringMatching(/^node-\d+$/), '10.0.0.14', 0],
  ]);
  expect(new Set(plan.hosts.map(({ name }) => name)).size).toBe(4);
  expect(added).toHaveLength(4);
  expect(plan.hosts[2]?.ssh).toMatchObject({ user: 'ops', port: 2222 });
});

test('defaults fill what the line does not say', () => {
  const { added } = add(newPlan('prod'), 'ops@10.0.0.1', { roles: ['worker'], ssh: { user: 'root', credential: 'k' } });
  expect(added[0]).toMatchObject({ roles: ['worker'], ssh: { user: 'ops', credential: 'k', port: 22 } });
});

test('what the plan has already is reported and not added', () => {
  const before = samplePlan();
  const { plan, duplicates } = add(before, '10.0.0.12\nnode-3 10.0.0.50\n10.0.0.51');
  expect(duplicates).toEqual([
    { line: 1, on: 'address', found: '10.0.0.12', existing: 'node-2' },
    { line: 2, on: 'name', found: 'node-3', existing: '10.0.0.13' },
  ]);
  expect(plan.hosts.map(({ address }) => address)).toEqual(['10.0.0.11', '10.0.0.12', '10.0.0.13', '10.0.0.51']);
});

test('the plan that was given stays as it was', () => {
  const before = newPlan('prod', 'one-host');
  add(before, '10.0.0.1');
  expect(before.hosts[0]?.address).toBe('');
});
