import { expect, test } from 'vitest';
import { evictionThreshold } from './eviction';
import { samplePlan } from './samples';

const planWith = (...lines: string[]) =>
  samplePlan((plan) => {
    plan.kubernetes.overrides.kubeadm = [
      'apiVersion: kubelet.config.k8s.io/v1beta1',
      'kind: KubeletConfiguration',
      ...lines,
    ].join('\n');
  });
const usual = { unit: 'percent', amount: 15, overridden: false };

test('without an evictionHard of the plan’s own kubelet’s default counts', () => {
  for (const plan of [samplePlan(), planWith('maxPods: 200'), planWith('evictionHard: {}')])
    expect(evictionThreshold(plan, 'imagefs.available')).toEqual(usual);
});

test('a share or a quantity of bytes takes its place', () => {
  const plan = planWith('evictionHard:', '  imagefs.available: 7.5%', '  nodefs.available: 10Gi');
  expect(evictionThreshold(plan, 'imagefs.available')).toEqual({ unit: 'percent', amount: 7.5, overridden: true });
  expect(evictionThreshold(plan, 'nodefs.available')).toEqual({
    unit: 'bytes',
    amount: 10 * 2 ** 30,
    overridden: true,
  });
});

test('a signal that the plan’s evictionHard leaves out evicts nothing, unless defaults are merged in', () => {
  const lines = ['evictionHard:', '  memory.available: 200Mi'];
  expect(evictionThreshold(planWith(...lines), 'imagefs.available')).toBeNull();
  const merged = planWith(...lines, 'mergeDefaultEvictionSettings: true');
  expect(evictionThreshold(merged, 'imagefs.available')).toEqual(usual);
  expect(evictionThreshold(planWith('evictionHard:', '  imagefs.available: 0%'), 'imagefs.available')).toBeNull();
});

test('what kubelet can’t read changes nothing here', () => {
  for (const value of ['much', '-5%', '1 2', '[1]', '1024'])
    expect(evictionThreshold(planWith('evictionHard:', `  imagefs.available: ${value}`), 'imagefs.available')).toEqual(
      usual,
    );
});
