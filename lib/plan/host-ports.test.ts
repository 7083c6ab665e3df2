import { expect, test } from 'vitest';
import { portsOf } from './host-ports';
import { samplePlan, withRainbond } from './samples';
import type { Plan, PlanHost } from './schema';

const numbers = (plan: Plan, index: number) => portsOf(plan, plan.hosts[index] as PlanHost).map(({ port }) => port);

test('a control plane with etcd listens where an API server, a member and a node do', () => {
  expect(
    numbers(
      samplePlan(() => {}, 'six-hosts'),
      0,
    ),
  ).toEqual([6443, 10257, 10259, 2379, 2380, 2381, 10248, 10250, 10249, 10256, 8472]);
});

test('a gateway listens only where Rainbond is planned', () => {
  expect(
    numbers(
      samplePlan(() => {}, 'six-hosts'),
      3,
    ),
  ).not.toContain(7070);
  expect(numbers(samplePlan(withRainbond, 'six-hosts'), 3)).toContain(7070);
});

test('an etcd host of its own runs no kubelet', () => {
  expect(
    numbers(
      samplePlan(() => {}, 'nine-hosts'),
      3,
    ),
  ).toEqual([2379, 2380, 2381]);
});

test('managed services bring their ports', () => {
  const plan = samplePlan(({ hosts, kubernetes }) => {
    (hosts[0] as PlanHost).roles = ['nfs-primary', 'mysql-replica'];
    (hosts[1] as PlanHost).roles = ['worker'];
    kubernetes.cni = 'calico';
  });
  expect(numbers(plan, 0)).toEqual([111, 2049, 20048, 3306]);
  expect(numbers(plan, 1)).toContain(4789);
});
