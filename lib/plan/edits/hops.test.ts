import { expect, test } from 'vitest';
import { samplePlan } from '../samples';
import { commonHops, loginLike, setHops } from './hops';

const hop = { address: '198.51.100.9', port: 22, user: 'jump', credential: 'key' };
const plan = samplePlan();

test('bastions are set for several hosts at once, and taken away again', () => {
  const through = setHops(plan, new Set([0, 2]), [hop]);
  expect(through.hosts.map(({ ssh }) => ssh.via?.length ?? 0)).toEqual([1, 0, 1]);
  expect(through.hosts[1]).toBe(plan.hosts[1]);
  expect(setHops(through, new Set([0, 1, 2]), [])).toEqual(plan);
});

test('what hosts share is told from hosts that differ', () => {
  expect(commonHops(plan.hosts)).toEqual([]);
  expect(commonHops(setHops(plan, 0, [hop]).hosts)).toBeNull();
  expect(commonHops(setHops(plan, new Set([0, 1, 2]), [hop]).hosts)).toEqual([hop]);
});

test('another host is reached as the first one with a credential is', () => {
  const { ssh } = setHops(plan, 0, [hop]).hosts[0] ?? {};
  expect(loginLike(setHops(plan, 0, [hop]).hosts)).toEqual(ssh);
  expect(loginLike([])).toEqual({});
});
