import { expect, test } from 'vitest';
import { newPlan } from './new-plan';
import { samplePlan } from './samples';
import type { PlanHost } from './schema';
import { survival, toleratedByPlan } from './survival';

const verdicts = (plan: ReturnType<typeof samplePlan>) =>
  survival(plan).map(({ id, verdict, tolerates, of, hosts, rule }) => [
    id,
    verdict,
    `${tolerates}/${of}`,
    hosts.join(),
    rule,
  ]);

test('three hosts behind a virtual address survive any one', () => {
  const plan = samplePlan();
  expect(verdicts(plan)).toEqual([
    ['kubernetes-api', 'survives', '1/3', '', 'quorum'],
    ['etcd-quorum', 'survives', '1/3', '', 'quorum'],
    ['workers', 'survives', '2/3', '', 'count'],
  ]);
  expect(toleratedByPlan(survival(plan))).toBe(1);
});

test('two hosts survive neither', () => {
  expect(verdicts(samplePlan(({ hosts }) => void hosts.pop()))).toEqual([
    ['kubernetes-api', 'single-point', '0/2', 'node-1,node-2', 'quorum'],
    ['etcd-quorum', 'single-point', '0/2', 'node-1,node-2', 'quorum'],
    ['workers', 'survives', '1/2', '', 'count'],
  ]);
});

test("the first control plane's own address is a single point, whatever stands behind it", () => {
  const plan = samplePlan(({ entry }) => Object.assign(entry, { api: { kind: 'host' } }));
  expect(verdicts(plan)[0]).toEqual(['kubernetes-api', 'single-point', '0/3', 'node-1', 'host']);
});

test('a load balancer is as available as its owner says, and cannot mend a lost quorum', () => {
  const api = { kind: 'load-balancer' as const, address: '10.0.0.9', port: 6443, declared: 'two F5 in two rooms' };
  const three = samplePlan(({ entry }) => void Object.assign(entry, { api }));
  expect(survival(three)[0]).toMatchObject({ verdict: 'as-declared', values: { declared: 'two F5 in two rooms' } });
  const two = samplePlan(({ entry, hosts }) => void [Object.assign(entry, { api }), hosts.pop()]);
  expect(survival(two)[0]).toMatchObject({ verdict: 'single-point', hosts: ['node-1', 'node-2'] });
});

test('one worker of six hosts is a single point', () => {
  const plan = samplePlan(({ hosts }) => {
    for (const host of hosts.slice(4)) host.roles = ['gateway'];
  }, 'six-hosts');
  expect(verdicts(plan)[2]).toEqual(['workers', 'single-point', '0/1', 'node-4', 'count']);
  expect(toleratedByPlan(survival(plan))).toBe(0);
});

test('the application entry counts gateways, and only when the plan has one', () => {
  const plan = samplePlan(({ entry, hosts }) => {
    entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
    for (const host of hosts.slice(1)) host.roles = host.roles.filter((role) => role !== 'gateway');
  });
  expect(verdicts(plan)[3]).toEqual(['application-entry', 'single-point', '0/1', 'node-1', 'loadBalancer']);
});

test('an empty plan provides nothing, and does not survive either', () => {
  const capabilities = survival(newPlan('prod'));
  expect(capabilities.map(({ verdict }) => verdict)).toEqual(['missing', 'missing', 'missing']);
  expect(toleratedByPlan(capabilities)).toBe(0);
});

test('the plan that was given is not changed', () => {
  const plan = samplePlan();
  const before = structuredClone(plan);
  survival(plan);
  expect(plan).toEqual(before);
  expect((plan.hosts[0] as PlanHost).roles).toHaveLength(5);
});
