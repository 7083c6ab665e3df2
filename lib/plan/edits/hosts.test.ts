import { expect, it } from 'vitest';
import { newPlan } from '../new-plan';
import { type Plan, roles } from '../schema';
import { addHost, placeSlipway, removeHosts, renameHost } from './hosts';

const three = () => newPlan('x', 'three-hosts', () => 0);
const names = (plan: Plan) => plan.hosts.map((host) => host.name);

it('gives the first host every role and a later one the role of a worker', () => {
  const one = addHost(newPlan('x', 'empty', () => 0));
  expect(one.hosts[0]?.roles).toEqual([...roles]);
  expect(addHost(one, 'A').hosts[1]).toMatchObject({ name: 'node-2', roles: ['worker'], failureDomain: 'A' });
});

it('lets a new host sign in as the others do, under the first name that is free', () => {
  const plan = removeHosts(three(), 1);
  for (const host of plan.hosts) host.ssh = { ...host.ssh, user: 'ops', port: 2222, credential: 'ops-key' };
  expect(addHost(plan).hosts[2]).toMatchObject({
    name: 'node-2',
    ssh: { user: 'ops', port: 2222, credential: 'ops-key' },
  });
});

it('removes the hosts at the given places only', () => {
  expect(names(removeHosts(three(), new Set([0, 2])))).toEqual(['node-2']);
});

it('takes Slipway off a host that goes, and leaves it on one that stays', () => {
  const plan = placeSlipway(three(), 1);
  expect(plan.slipway.host).toBe('node-2');
  expect(removeHosts(plan, 0).slipway.host).toBe('node-2');
  expect(removeHosts(plan, 1).slipway.host).toBe('');
  expect(placeSlipway(plan, null).slipway.host).toBe('');
});

it('renames a host wherever the plan names it', () => {
  const plan = placeSlipway(three(), 1);
  plan.accepted = [{ id: 'r', hosts: ['node-1', 'node-2'], path: '', reason: 'known', by: 'me', at: '2026-01-01' }];
  const renamed = renameHost(plan, 1, 'db-1');
  expect(renamed.slipway.host).toBe('db-1');
  expect(renamed.accepted[0]?.hosts).toEqual(['node-1', 'db-1']);
});

it('moves nothing to a name that two hosts have for a moment', () => {
  const plan = placeSlipway(three(), 1);
  const doubled = renameHost(plan, 0, 'node-2');
  expect(renameHost(doubled, 0, 'node-9').slipway.host).toBe('node-2');
});
